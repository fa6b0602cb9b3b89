package org.trufflecasm.capability;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.nodes.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Semantics;

/**
 * What one capsule in one context may call. A call site asks once and keeps the answer for as long
 * as {@link #stable()} holds, so that in compiled code the decision costs nothing.
 *
 * <p>Code that several contexts share cannot keep an answer: its sites have numbers, and the table
 * keeps the answers by these.
 *
 * <p>Sites resolve on the context's thread; {@link #revoke} may be called from any thread.
 */
public final class CapabilityTable {
    private final Manifest manifest;
    private final CapabilityRegistry registry;

    private final Map<Site, HostFunction> resolved = new HashMap<>();
    private final boolean audited;
    private GrantPolicy policy;
    private volatile Assumption stable = newAssumption();

    /** Answers by the number of the site; replaced when something is revoked. */
    private volatile HostFunction[] answers = {};

    private record Site(String name, int argumentCount) {}

    /**
     * A table in which nothing is resolved yet.
     *
     * @param manifest what the capsule asks for
     * @param policy what the host allows at first
     * @param registry what is offered
     */
    public CapabilityTable(Manifest manifest, GrantPolicy policy, CapabilityRegistry registry) {
        this(manifest, policy, registry, false);
    }

    /**
     * A table in which nothing is resolved yet.
     *
     * @param manifest what the capsule asks for
     * @param policy what the host allows at first
     * @param registry what is offered
     * @param audited whether every decision is noted: then each site gets an {@link
     *     AuditedFunction}, for a refusal too
     */
    public CapabilityTable(
            Manifest manifest, GrantPolicy policy, CapabilityRegistry registry, boolean audited) {
        this.audited = audited;
        this.manifest = manifest;
        this.policy = policy;
        this.registry = registry;
    }

    /**
     * Holds until something is revoked. Read it <em>before</em> {@link #resolve}: then an answer
     * that a revocation has overtaken is guarded by an assumption that this revocation ends.
     */
    public Assumption stable() {
        return stable;
    }

    /**
     * What a call site calls.
     *
     * @param name the name as the capsule spells it
     * @param argumentCount how many arguments the site passes
     * @param location the node of the site; may be null
     * @throws GuestException of the kind and with the text of the specification if it may not
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    public synchronized HostFunction resolve(String name, int argumentCount, Node location) {
        Site site = new Site(name, argumentCount);
        HostFunction known = resolved.get(site);
        if (known != null) {
            return known;
        }
        return settle(
                site,
                CapabilityResolver.resolve(name, argumentCount, manifest, policy, registry),
                location);
    }

    /**
     * As {@link #resolve}, of a site that takes a certain number of results, and whose failures are
     * worded by its family. Whether somebody offers the capability is asked first.
     *
     * @param results how many results the site takes, 0 or 1
     * @param semantics the rules of the family
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    public synchronized HostFunction resolveNative(
            String name, int argumentCount, int results, Semantics semantics, Node location) {
        HostFunction offered = registry.find(name);
        if (offered == null) {
            return settle(
                    new Site(name, argumentCount),
                    new Decision.Refused(
                            ErrorKind.UnknownCapability, semantics.unknownCapability(name)),
                    location);
        }
        if (!offered.takes(argumentCount) || (results > 0 && !offered.returnsValue())) {
            return settle(
                    new Site(name, argumentCount),
                    new Decision.Refused(
                            ErrorKind.ArityMismatch,
                            semantics.wrongShape(
                                    name,
                                    offered.shownArity(),
                                    offered.returnsValue() ? 1 : 0,
                                    argumentCount)),
                    location);
        }
        return resolve(name, argumentCount, location);
    }

    private HostFunction settle(Site site, Decision decision, Node location) {
        if (audited) {
            AuditedFunction function = AuditedFunction.of(site.name(), decision);
            resolved.put(site, function);
            return function;
        }
        return switch (decision) {
            case Decision.Allowed(HostFunction function) -> {
                resolved.put(site, function);
                yield function;
            }
            case Decision.Refused(var kind, String message) ->
                    throw new GuestException(kind, message, location);
        };
    }

    /** What {@link #resolve} has said to a site of that number; null if it has not been asked. */
    public HostFunction answer(int number) {
        HostFunction[] known = answers;
        return number < known.length ? known[number] : null;
    }

    /**
     * Keeps an answer for all sites of a number.
     *
     * @param asked what {@link #stable} was before the answer was asked for: it is not kept if
     *     something has been revoked since
     */
    @TruffleBoundary
    public synchronized void keep(int number, HostFunction function, Assumption asked) {
        if (asked == stable) {
            HostFunction[] more = Arrays.copyOf(answers, Math.max(answers.length, number + 1));
            more[number] = function;
            answers = more;
        }
    }

    /**
     * Denies a capability from now on. Calls that have begun end normally; compiled code that
     * relied on the permission is discarded.
     *
     * @param pattern a name, {@code ns.*} or {@code *}
     * @throws IllegalArgumentException if it is none of these
     */
    @TruffleBoundary
    public void revoke(String pattern) {
        Assumption old;
        synchronized (this) {
            policy = policy.deny(List.of(pattern));
            resolved.clear();
            answers = new HostFunction[0];
            old = stable;
            stable = newAssumption();
        }
        old.invalidate("capability revoked");
    }

    /** What the host allows now. */
    public synchronized GrantPolicy policy() {
        return policy;
    }

    private static Assumption newAssumption() {
        return Truffle.getRuntime().createAssumption("capabilities are not revoked");
    }
}
