package org.trufflecasm.tck.reference;

import java.util.List;
import org.trufflecasm.error.ErrorKind;

/** The arguments of one call of a capability that only computes. */
final class PureArguments {
    private final String capability;
    private final List<Object> values;

    PureArguments(String capability, List<Object> values) {
        this.capability = capability;
        this.values = values;
    }

    int count() {
        return values.size();
    }

    /** Refuses another number of arguments. */
    PureArguments exactly(int expected) {
        if (values.size() != expected) {
            throw GuestFailure.arity(capability, expected, values.size());
        }
        return this;
    }

    PureArguments atLeast(int expected) {
        if (values.size() < expected) {
            throw arity(expected + " or more");
        }
        return this;
    }

    PureArguments between(int least, int most) {
        if (values.size() < least || values.size() > most) {
            throw arity(least + " to " + most);
        }
        return this;
    }

    private GuestFailure arity(String expected) {
        return new GuestFailure(
                ErrorKind.ArityMismatch,
                capability + " takes " + expected + " arg(s), got " + values.size());
    }

    Object value(int index) {
        return values.get(index);
    }

    String text(int index) {
        return Values.text(values.get(index));
    }

    String allTexts() {
        StringBuilder all = new StringBuilder();
        values.forEach(value -> all.append(Values.text(value)));
        return all.toString();
    }

    String string(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw GuestFailure.type("str", values.get(index));
    }

    long integer(int index) {
        if (values.get(index) instanceof Long number) {
            return number;
        }
        throw GuestFailure.type("int", values.get(index));
    }

    double number(int index) {
        if (Values.isNumeric(values.get(index))) {
            return ((Number) values.get(index)).doubleValue();
        }
        throw GuestFailure.type("numeric", values.get(index));
    }

    List<Object> elements(int index) {
        if (values.get(index) instanceof Sequence sequence) {
            return sequence.elements;
        }
        throw GuestFailure.type("array", values.get(index));
    }

    GuestFailure failure(String text) {
        return new GuestFailure(ErrorKind.CapabilityError, capability + ": " + text);
    }
}
