package org.trufflecasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotationTest {

    @Test
    void escapes() {
        assertEquals(
                "\"a\\n\\t\\r\\\\\\\"'\\u0000\\u2028é\"",
                Quotation.string("a\n\t\r\\\"'\0\u2028é"));
        assertEquals("'it\\'s \"so\"'", Quotation.name("it's \"so\""));
        assertEquals("a\\nb'\"", Quotation.plain("a\nb'\"", 10));
    }

    @Test
    void cuts() {
        assertEquals("\"ab\"…+2", Quotation.string("abcd", 2));
        assertEquals("\"a\"…+2", Quotation.string("a😀", 2));
        assertEquals("\"a😀\"", Quotation.string("a😀", 3));
    }

    @Test
    void words() {
        assertEquals("io.print", Quotation.word("io.print", 10));
        assertEquals("\"\"", Quotation.word("", 10));
        assertEquals("\"a b\"", Quotation.word("a b", 10));
        assertEquals("\"abc\"…+1", Quotation.word("abcd", 3));
    }
}
