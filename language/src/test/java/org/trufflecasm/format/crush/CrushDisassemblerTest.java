package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.trufflecasm.format.LoadedCapsule;

class CrushDisassemblerTest {

    @Test
    void listing() {
        LoadedCapsule capsule =
                Capsules.load(
                        """
                        {"version": "0.2", "lang": "python", "entry": "main",
                         "manifest": {"name": "a \\"b\\"", "permissions": ["print", "fs.read:/tmp"],
                                      "limits": {"max_steps": 10}},
                         "functions": {
                          "main": {"body": [
                           {"op": "push_int", "value": 3, "meta": {"file": "m.py", "line": 1, "column": 5}},
                           {"op": "jump_if", "target": "end", "meta": {"file": "a b.py", "line": 2}},
                           {"op": "push_float", "value": 1},
                           {"op": "push_string", "value": "x\\n\\"y\\"\\u0007", "meta": {"line": 3}},
                           {"op": "array_push"},
                           {"op": "call", "name": "twice it", "argc": 2},
                           {"op": "call", "name": "twice it"},
                           {"op": "set_field", "field": "n"},
                           {"op": "label", "name": "end"},
                           {"op": "cap_call", "name": "print", "argc": 1},
                           {"op": "jmp", "target": 11}]},
                          "twice it": {"params": ["a", "b"], "body": []}}}
                        """);
        assertEquals(
                """
                ; test, crush capsule, version 0.2
                ; compiled from python
                ; name "a \\"b\\""
                ; permission io.print
                ; permission fs.read "/tmp"
                ; limit max_steps 10

                func main()  ; entry
                     0  push_int 3                      ; m.py:1:5
                     1  jmp_if L8                       ; "a b.py":2
                     2  push_float 1.0                  ; "a b.py":2
                     3  push_str "x\\n\\"y\\"\\u0007"       ; line 3
                     4  array_push                      ; line 3
                     5  call "twice it" 2               ; line 3
                     6  call "twice it"                 ; line 3
                     7  set_field n                     ; line 3
                L8:
                     8  label end                       ; line 3
                     9  cap_call print 1                ; line 3
                    10  jmp L11                         ; line 3
                L11:

                func "twice it"(a, b)
                """,
                capsule.disassemble());
    }
}
