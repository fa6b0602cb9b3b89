package org.trufflecasm.capability.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trufflecasm.capability.AddressScope;
import org.trufflecasm.capability.AddressScope.RefusedAddressException;
import org.trufflecasm.capability.BlockingFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityFailures;
import org.trufflecasm.capability.Decision;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.error.GuestException;

/**
 * The capabilities {@code net.*} (specification §5): the text of a page, by the ordinary client of
 * Java. Every redirection is a new question for the scopes.
 */
public final class NetCapabilities {
    private static final int MOST_REDIRECTIONS = 10;
    private static final int FIRST_REDIRECTION = 300;
    private static final int FIRST_FAILURE = 400;
    private static final int SEE_OTHER = 303;
    private static final int KEEPS_METHOD = 307;
    private static final Pattern CHARSET =
            Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(new Request("net.http"), new Request("net.http_post"));

    private NetCapabilities() {}

    private static final class Request extends BlockingFunction {
        Request(String name) {
            super(KnownCapabilities.find(name));
        }

        @Override
        protected Object work(CapabilityContext context, Object[] values) {
            Arguments arguments = new Arguments(context, values);
            String address = arguments.string(0);
            byte[] body = values.length > 1 ? CapabilityContext.utf8(arguments.text(1)) : null;
            if (context.access().env() == null || !context.access().env().isSocketIOAllowed()) {
                throw Arguments.failure(name(), "this host allows no access to the network");
            }
            try {
                return arguments.made(ask(context, address, body));
            } catch (RefusedAddressException refused) {
                throw Arguments.failure(name(), refused.getMessage());
            } catch (IOException failure) {
                throw Arguments.failure(name(), "no answer: " + CapabilityFailures.textOf(failure));
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
                throw Arguments.failure(name(), "the request was ended");
            }
        }

        private String ask(CapabilityContext context, String address, byte[] body)
                throws IOException, InterruptedException, RefusedAddressException {
            URI target = AddressScope.address(address);
            byte[] sent = body;
            try (HttpClient client =
                    HttpClient.newBuilder()
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(left(context))
                            .build()) {
                try {
                    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
                        HttpResponse<InputStream> answer =
                                client.send(
                                        request(context, target, sent),
                                        HttpResponse.BodyHandlers.ofInputStream());
                        try (InputStream stream = answer.body()) {
                            String next = redirection(answer);
                            if (next == null) {
                                return text(context, answer, stream);
                            }
                            target = AddressScope.address(target.resolve(next).toString());
                            if (answer.statusCode() < KEEPS_METHOD) {
                                sent = null;
                            }
                        }
                        checkScope(context, target);
                    }
                    throw Arguments.failure(
                            name(), "more than " + MOST_REDIRECTIONS + " redirections");
                } finally {
                    client.shutdownNow();
                }
            } catch (IllegalArgumentException malformed) {
                throw new RefusedAddressException("not an address that can be asked");
            }
        }

        private static Duration left(CapabilityContext context) {
            return Duration.ofMillis(Math.max(1, context.millisLeft() + 1000));
        }

        private static HttpRequest request(CapabilityContext context, URI target, byte[] body) {
            HttpRequest.Builder builder = HttpRequest.newBuilder(target).timeout(left(context));
            return body == null
                    ? builder.GET().build()
                    : builder.header("Content-Type", "text/plain; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build();
        }

        private static String redirection(HttpResponse<?> answer) {
            int status = answer.statusCode();
            boolean redirects =
                    (status > FIRST_REDIRECTION && status <= SEE_OTHER)
                            || status == KEEPS_METHOD
                            || status == KEEPS_METHOD + 1;
            return redirects ? answer.headers().firstValue("Location").orElse(null) : null;
        }

        private static void checkScope(CapabilityContext context, URI target) {
            Decision.Refused refusal = context.refusalInScope(target.toString());
            if (refusal != null) {
                throw new GuestException(refusal.kind(), refusal.message(), null);
            }
        }

        private String text(
                CapabilityContext context, HttpResponse<InputStream> answer, InputStream stream)
                throws IOException {
            if (answer.statusCode() >= FIRST_FAILURE) {
                throw Arguments.failure(name(), "the answer has the status " + answer.statusCode());
            }
            long most = context.access().maxResponseBytes();
            byte[] content = stream.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 16));
            if (content.length > most) {
                throw Arguments.failure(name(), "the answer is longer than " + most + " bytes");
            }
            return new String(content, charset(answer));
        }

        private static Charset charset(HttpResponse<?> answer) {
            Matcher named = CHARSET.matcher(answer.headers().firstValue("Content-Type").orElse(""));
            try {
                return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
