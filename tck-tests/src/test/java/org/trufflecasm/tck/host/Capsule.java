package org.trufflecasm.tck.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;

/** A small capsule of calls and prints, and what becomes of it in a context. */
final class Capsule {
    private final ObjectMapper mapper = new ObjectMapper();
    private final ArrayNode permissions = mapper.createArrayNode();
    private final ArrayNode body = mapper.createArrayNode();

    /** What a run gave. */
    record Result(String stdout, String kind, String message, int exitStatus) {}

    private Capsule() {}

    static Capsule asking(String... permissions) {
        Capsule capsule = new Capsule();
        capsule.permissions.add("io.print");
        List.of(permissions).forEach(capsule.permissions::add);
        return capsule;
    }

    Capsule push(Object value) {
        ObjectNode instruction = body.addObject();
        switch (value) {
            case String text -> instruction.put("op", "push_str").put("value", text);
            case Integer number -> instruction.put("op", "push_int").put("value", number);
            default -> throw new IllegalArgumentException(value.toString());
        }
        return this;
    }

    Capsule op(String json) {
        try {
            body.add(mapper.readTree(json.replace('\'', '"')));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
        return this;
    }

    Capsule call(String name, Object... arguments) {
        for (Object argument : arguments) {
            push(argument);
        }
        body.addObject()
                .put("op", "cap_call")
                .put("name", name)
                .put("argc", arguments.length)
                .putObject("meta")
                .put("file", "test.crush")
                .put("line", body.size())
                .put("column", 1);
        return this;
    }

    /** Calls and prints what it gives. */
    Capsule print(String name, Object... arguments) {
        call(name, arguments);
        body.addObject().put("op", "cap_call").put("name", "io.print").put("argc", 1);
        return this;
    }

    String text() {
        ObjectNode capsule = mapper.createObjectNode().put("version", "1.0");
        capsule.putObject("manifest").set("permissions", permissions);
        capsule.putObject("functions").putObject("main").set("body", body);
        return capsule.toString();
    }

    Result run(UnaryOperator<Context.Builder> host) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String kind = null;
        String message = null;
        int status = 0;
        Context.Builder builder =
                Context.newBuilder("casm").allowExperimentalOptions(true).out(out).err(out);
        Context context = host.apply(builder).build();
        try {
            context.eval(Source.newBuilder("casm", text(), "test.casm").buildLiteral());
        } catch (PolyglotException failure) {
            if (failure.isExit()) {
                status = failure.getExitStatus();
            } else if (failure.getGuestObject() == null) {
                throw failure;
            } else {
                kind = failure.getGuestObject().getMember("kind").asString();
                message = failure.getMessage();
            }
        } finally {
            context.close(true);
        }
        return new Result(out.toString(StandardCharsets.UTF_8), kind, message, status);
    }
}
