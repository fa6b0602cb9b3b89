package org.trufflecasm.embed;

import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.trufflecasm.capability.spi.GuestFunction;

/**
 * What a capsule, or one of its functions, has given. Scalars and texts can be read at any time;
 * the rest, like the run itself, by one thread at a time and until the run is closed. Lists and
 * maps are copies, which live on.
 */
public final class RunResult {
    private final CapsuleRun run;
    private final Value value;
    private final String type;

    /** A scalar or a text, which needs the run no more; null for the rest and for null. */
    private final Object scalar;

    RunResult(CapsuleRun run, Value value) {
        this.run = run;
        this.value = value;
        if (value.isNumber()) {
            scalar = HostForms.number(value);
            type = scalar instanceof Long ? "int" : "float";
        } else if (value.isString()) {
            scalar = value.asString();
            type = "str";
        } else if (value.isBoolean()) {
            scalar = value.asBoolean();
            type = "bool";
        } else {
            scalar = null;
            type = value.isNull() ? "null" : run.typeOf(value);
        }
    }

    /**
     * The type, as {@code type_of} names it in the capsule.
     *
     * @return {@code int}, {@code float}, {@code bool}, {@code str}, {@code null}, {@code array},
     *     {@code map}, {@code function}, and so on
     */
    public String type() {
        return type;
    }

    /** {@return whether it is null} */
    public boolean isNull() {
        return type.equals("null");
    }

    /**
     * An int.
     *
     * @return the int
     * @throws ClassCastException if it is none
     */
    public long asLong() {
        return scalar(Long.class);
    }

    /**
     * A float, or an int as a float.
     *
     * @return the number
     * @throws ClassCastException if it is none
     */
    public double asDouble() {
        return scalar instanceof Long number ? number : scalar(Double.class);
    }

    /**
     * A bool.
     *
     * @return the bool
     * @throws ClassCastException if it is none
     */
    public boolean asBoolean() {
        return scalar(Boolean.class);
    }

    /**
     * A str.
     *
     * @return the text
     * @throws ClassCastException if it is none; see {@link #text()} for others
     */
    public String asString() {
        return scalar(String.class);
    }

    /**
     * A copy of an array, tuple, list, vector or set, in its order.
     *
     * @return its elements, in their natural forms
     * @throws ClassCastException if it is none of these
     * @throws IllegalStateException if it contains itself or is too large for a copy (a million
     *     values), or the run is closed
     */
    @SuppressWarnings("unchecked")
    public List<Object> asList() {
        return (List<Object>) converted(List.class);
    }

    /**
     * A copy of a map, in its order.
     *
     * @return its values by key, in their natural forms
     * @throws ClassCastException if it is no map
     * @throws IllegalStateException as for {@link #asList()}
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> asMap() {
        return (Map<String, Object>) converted(Map.class);
    }

    /**
     * A function, which can be called until the run is closed: each call is like {@link
     * CapsuleRun#call}.
     *
     * @return the function
     * @throws ClassCastException if it is none
     */
    public GuestFunction asFunction() {
        return converted(GuestFunction.class);
    }

    /**
     * The value as another Java type, as the polyglot API maps it: a function as any functional
     * interface, for example. Failures of calls through it are {@link
     * org.graalvm.polyglot.PolyglotException}s; {@link CasmException#of} says what they mean.
     *
     * @param <T> the type
     * @param target the type
     * @return the value, which needs the run as long as it is used
     * @throws ClassCastException if it cannot be mapped
     */
    public <T> T as(Class<T> target) {
        run.requireOpen();
        return value.as(target);
    }

    /**
     * The value in its natural form.
     *
     * @return null, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, a copy as {@link
     *     List} or {@link Map}, a {@link GuestFunction}, or the host's own object
     * @throws IllegalStateException as for {@link #asList()}
     */
    public Object toJava() {
        if (scalar != null || isNull()) {
            return scalar;
        }
        return run.locked(() -> HostForms.toJava(value, run));
    }

    /**
     * The value's text, as the capsule would print it.
     *
     * @return its text
     */
    public String text() {
        return scalar instanceof String text ? text : run.textOf(value);
    }

    private <T> T scalar(Class<T> wanted) {
        if (!wanted.isInstance(scalar)) {
            throw mismatch(wanted);
        }
        return wanted.cast(scalar);
    }

    private <T> T converted(Class<T> wanted) {
        Object java = toJava();
        if (!wanted.isInstance(java)) {
            throw mismatch(wanted);
        }
        return wanted.cast(java);
    }

    private ClassCastException mismatch(Class<?> wanted) {
        return new ClassCastException(
                "the result is of type " + type + ", not a " + wanted.getSimpleName());
    }

    @Override
    public String toString() {
        return scalar != null || isNull() ? String.valueOf(scalar) : "<" + type + ">";
    }
}
