/**
 * Capsules in Java programs. An {@link org.trufflecasm.embed.CasmEngine} loads a {@link
 * org.trufflecasm.embed.Capsule}; a {@link org.trufflecasm.embed.CapsuleRun} says what it may do
 * and use, runs it, and gives a {@link org.trufflecasm.embed.RunResult} or fails with a {@link
 * org.trufflecasm.embed.CasmException}.
 *
 * <pre>{@code
 * try (CasmEngine engine = CasmEngine.create();
 *         CapsuleRun run = engine.load(Path.of("offer.casm")).newRun()
 *                 .grant("shop.price")
 *                 .provide("shop.price", 1, (call, arguments) -> 3L)
 *                 .maxSteps(1_000_000)
 *                 .timeout(Duration.ofSeconds(1))
 *                 .open()) {
 *     long total = run.execute().asLong();
 * }
 * }</pre>
 *
 * <p>It all rests on {@code org.graalvm.polyglot}, which programs may as well use directly; {@link
 * org.trufflecasm.embed.Sandbox}, {@link org.trufflecasm.embed.RootedFileSystem} and {@link
 * org.trufflecasm.embed.CommandHandler} are for those.
 *
 * <p>Values cross as {@link org.trufflecasm.capability.spi.Capability} lists them: {@code null},
 * {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link java.util.List}, {@link
 * java.util.Map}, {@link org.trufflecasm.capability.spi.GuestFunction}; anything else of the host
 * is an opaque object to the capsule.
 */
package org.trufflecasm.embed;
