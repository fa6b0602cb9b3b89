package org.trufflecasm.format.crab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.format.ConversionException;

/**
 * Translates a module to WebAssembly, see docs/formats/crab.md. It imports what its host must do
 * and exports its entry as {@code main}.
 */
final class WasmTranslator {
    static final int PRINT_NUMBER = 0;
    static final int PRINT_BOOLEAN = 1;
    static final int REMAINDER = 2;
    static final int FAIL = 3;

    /** How many functions are imported. */
    private static final int IMPORTS = 4;

    private static final String HOST = "crab";
    private static final int FUNCTION_TYPE = 0x60;
    private static final int VERSION = 1;
    private static final int ENTRY_DEPTH = 1;

    private final CrabModule module;
    private final WasmKinds kinds;
    private final Map<String, Integer> types = new HashMap<>();
    private final List<WasmBytes> typeEntries = new ArrayList<>();
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final List<WasmKinds.FunctionKinds> reached = new ArrayList<>();

    private WasmTranslator(CrabModule module) {
        this.module = module;
        this.kinds = WasmKinds.of(module);
        for (int i = 0; i < module.functions().size(); i++) {
            if (kinds.function(i) != null) {
                indexes.put(i, IMPORTS + reached.size());
                reached.add(kinds.function(i));
            }
        }
    }

    /**
     * Translates a module.
     *
     * @param module a verified module
     * @throws ConversionException if it uses what is not translated
     */
    static byte[] translate(CrabModule module) {
        return new WasmTranslator(module).translate();
    }

    private byte[] translate() {
        WasmBytes imports = new WasmBytes().u32(IMPORTS);
        imported(imports, "print_number", List.of(WasmBytes.F64), List.of());
        imported(imports, "print_boolean", List.of(WasmBytes.I32), List.of());
        imported(
                imports,
                "remainder",
                List.of(WasmBytes.F64, WasmBytes.F64),
                List.of(WasmBytes.F64));
        imported(imports, "fail", List.of(WasmBytes.I32), List.of());

        WasmBytes functions = new WasmBytes().u32(reached.size());
        WasmBytes code = new WasmBytes().u32(reached.size());
        for (WasmKinds.FunctionKinds function : reached) {
            functions.u32(typeOf(function));
            code.sized(new WasmFunction(module, kinds, function, indexes).body());
        }
        WasmBytes depth = new WasmBytes().u32(1).add(WasmBytes.I32, 1);
        depth.add(WasmBytes.I32_CONST).s32(ENTRY_DEPTH).add(WasmBytes.END);
        WasmBytes exports = new WasmBytes().u32(1).name("main").add(0);
        exports.u32(indexes.get(module.entry()));
        WasmBytes typeSection = new WasmBytes().u32(typeEntries.size());
        typeEntries.forEach(typeSection::all);

        WasmBytes file = new WasmBytes().add(0, 'a', 's', 'm', VERSION, 0, 0, 0);
        file.add(1).sized(typeSection);
        file.add(2).sized(imports);
        file.add(3).sized(functions);
        file.add(6).sized(depth);
        file.add(7).sized(exports);
        file.add(10).sized(code);
        return file.toArray();
    }

    private void imported(
            WasmBytes imports, String name, List<Integer> parameters, List<Integer> results) {
        imports.name(HOST).name(name).add(0).u32(type(parameters, results));
    }

    private int typeOf(WasmKinds.FunctionKinds function) {
        List<Integer> parameters = new ArrayList<>();
        for (WasmKind kind : function.parameters) {
            parameters.add(kind.type());
        }
        boolean gives = function.function.results() == 1 && function.result != null;
        return type(parameters, gives ? List.of(function.result.type()) : List.of());
    }

    private int type(List<Integer> parameters, List<Integer> results) {
        return types.computeIfAbsent(
                parameters + " " + results,
                key -> {
                    WasmBytes type = new WasmBytes().add(FUNCTION_TYPE).u32(parameters.size());
                    parameters.forEach(type::add);
                    type.u32(results.size());
                    results.forEach(type::add);
                    typeEntries.add(type);
                    return typeEntries.size() - 1;
                });
    }
}
