package org.trufflecasm.format.crush;

import static org.trufflecasm.format.crush.CrushOperand.Kind.ANY;
import static org.trufflecasm.format.crush.CrushOperand.Kind.BOOLEAN;
import static org.trufflecasm.format.crush.CrushOperand.Kind.COUNT;
import static org.trufflecasm.format.crush.CrushOperand.Kind.INTEGER;
import static org.trufflecasm.format.crush.CrushOperand.Kind.NAME;
import static org.trufflecasm.format.crush.CrushOperand.Kind.NAMES;
import static org.trufflecasm.format.crush.CrushOperand.Kind.NUMBER;
import static org.trufflecasm.format.crush.CrushOperand.Kind.SIZE;
import static org.trufflecasm.format.crush.CrushOperand.Kind.STRING;
import static org.trufflecasm.format.crush.CrushOperand.Kind.TARGET;
import static org.trufflecasm.format.crush.CrushOperand.optional;
import static org.trufflecasm.format.crush.CrushOperand.required;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trufflecasm.core.Op;

/**
 * <b>The</b> table of Crush instructions (specification §3). Reader, verifier, lowering,
 * disassembler and documentation derive from it.
 *
 * <p>Each row gives the names in JSON (the first one is used in listings, the others are aliases),
 * the mnemonic, the byte and the operand in CVM1 ({@link Cvm1Operand}; none if it is not named)
 * where there is one, the operation it lowers to or the feature it needs, and the operands. Rows
 * without a JSON name exist in CVM1 only.
 */
public enum CrushOpcode {
    NOP("nop", "NOP 00", Op.NOP),
    LABEL("label", "", Op.NOP, required("name", NAME)),

    PUSH_INT("push_int", "PUSH 01 INTEGER", Op.PUSH_INT, required("value", INTEGER)),
    PUSH_FLOAT("push_float", "PUSH_F64 06 FLOAT", Op.PUSH_FLOAT, required("value", NUMBER)),
    PUSH_STR("push_str push_string", "PUSH_STR 02 STRING", Op.PUSH_STR, required("value", STRING)),
    PUSH_BOOL("push_bool", "PUSH_BOOL 08 INTEGER", Op.PUSH_BOOL, required("value", BOOLEAN)),
    PUSH_NULL("push_null push_nil", "PUSH_NULL 07", Op.PUSH_NULL),
    POP("pop", "POP 03", Op.POP),
    DUP("dup", "DUP 04", Op.DUP),
    SWAP("swap", "SWAP 05", Op.SWAP),
    ROT("rot", "ROT 09", Op.ROT),
    PICK("pick", "PICK 0A COUNT", Op.PICK, required("n", COUNT)),
    ROLL("roll", "ROLL 0B COUNT", Op.ROLL, required("n", COUNT)),

    STORE("store store_local set_local", "STORE 31 SLOT", Op.STORE, required("name", NAME)),
    LOAD("load load_local get_local", "LOAD 30 SLOT", Op.LOAD, required("name", NAME)),
    EXPORT_VAR("export_var", "", Op.EXPORT_VAR, required("name", NAME)),
    IMPORT_VAR("import_var", "", Op.IMPORT_VAR, required("name", NAME)),

    ADD("add", "ADD 10", Op.ADD),
    SUB("sub", "SUB 11", Op.SUB),
    MUL("mul", "MUL 12", Op.MUL),
    DIV("div", "DIV 13", Op.DIV),
    MOD("mod", "MOD 14", Op.MOD),
    NEG("neg", "NEG 15", Op.NEG),
    EQ("eq", "EQ 20", Op.EQ),
    LT("lt", "LT 21", Op.LT),
    GT("gt", "GT 22", Op.GT),
    NE("ne", "NE 24", Op.NE),
    LE("le", "LE 25", Op.LE),
    GE("ge", "GE 26", Op.GE),
    AND("and", "AND 27", Op.AND),
    OR("or", "OR 28", Op.OR),
    NOT("not", "NOT 23", Op.NOT),
    BIT_AND("bit_and", "BITAND 29", Op.BIT_AND),
    BIT_OR("bit_or", "BITOR 2A", Op.BIT_OR),
    BIT_XOR("bit_xor", "BITXOR 2B", Op.BIT_XOR),
    BIT_NOT("bit_not", "BITNOT 2C", Op.BIT_NOT),
    SHL("shl", "SHL 2D", Op.SHL),
    SHR("shr", "SHR 2E", Op.SHR),
    MATH_POW("math_pow", "MATH_POW A0", Op.MATH_POW),
    MATH_SQRT("math_sqrt", "MATH_SQRT A1", Op.MATH_SQRT),
    MATH_ABS("math_abs", "MATH_ABS A2", Op.MATH_ABS),
    MATH_ROUND("math_round", "MATH_ROUND A3", Op.MATH_ROUND),
    MATH_FLOOR("math_floor", "MATH_FLOOR A4", Op.MATH_FLOOR),
    MATH_CEIL("math_ceil", "MATH_CEIL A5", Op.MATH_CEIL),
    VEC_ADD("vec_add", "VEC_ADD A6", Op.VEC_ADD),
    VEC_DOT("vec_dot", "VEC_DOT A7", Op.VEC_DOT),
    MAT_MUL("mat_mul", "MAT_MUL A8", Op.MAT_MUL),

    JMP("jmp jump", "JMP 40 ADDRESS", Op.JMP, required("target", TARGET)),
    JMP_IF("jmp_if jump_if branch_if", "JNZ 42 ADDRESS", Op.JMP_IF, required("target", TARGET)),
    JMP_IF_NOT(
            "jmp_if_not jump_if_not branch_if_not",
            "JZ 41 ADDRESS",
            Op.JMP_IF_NOT,
            required("target", TARGET)),
    BREAK("break", "", Op.JMP, required("target", TARGET)),
    CONTINUE("continue", "", Op.JMP, required("target", TARGET)),
    CALL(
            "call",
            "CALL 52 FUNCTION",
            Op.CALL,
            required("function", NAME, "name"),
            optional("argc", COUNT)),
    RET("ret return", "RET 53", Op.RET),
    HALT("halt", "HALT FF", Op.HALT_TASK),

    ENTER_TRY(
            "enter_try",
            "ENTER_TRY 54 ADDRESS",
            Op.ENTER_TRY,
            required("target", TARGET, "handler")),
    EXIT_TRY("exit_try", "EXIT_TRY 55", Op.EXIT_TRY),
    THROW("throw", "THROW 56", Op.THROW),

    NEW_ARRAY(
            "new_array array_new make_list list",
            "NEW_ARRAY 60 COUNT",
            Op.NEW_ARRAY,
            optional("size", SIZE, "count")),
    ARR_GET("arr_get index get_index index_get", "ARR_GET 61", Op.ARR_GET),
    ARR_SET("arr_set", "ARR_SET 62", Op.ARR_SET),
    ARR_LEN("arr_len len", "ARR_LEN 63", Op.ARR_LEN),
    ARR_PUSH("arr_push", "ARR_PUSH 64", Op.ARR_PUSH),
    /**
     * As {@code arr_push}; in addition its presence turns the size of {@code new_array} into a
     * hint.
     */
    ARRAY_PUSH("array_push", "", Op.ARR_PUSH),
    ARR_POP("arr_pop", "ARR_POP 65", Op.ARR_POP),
    ARRAY_POP("array_pop", "", Op.ARR_POP_VALUE),
    MAKE_RANGE("make_range", "MAKE_RANGE 5B", Op.MAKE_RANGE),
    NEW_TUPLE("new_tuple", "NEW_TUPLE 66 COUNT", Op.NEW_TUPLE, optional("size", SIZE)),
    NEW_LIST("new_list", "NEW_LIST 68 COUNT", Op.NEW_LIST, optional("size", SIZE)),
    NEW_VECTOR("new_vector", "NEW_VECTOR 6A COUNT", Op.NEW_VECTOR, optional("size", SIZE)),
    NEW_SET("new_set", "NEW_SET 6C COUNT", Op.NEW_SET, optional("size", SIZE)),
    TUPLE_PUSH("tuple_push", "TUPLE_PUSH 67", Op.TUPLE_PUSH),
    LIST_PUSH("list_push", "LIST_PUSH 69", Op.LIST_PUSH),
    VECTOR_PUSH("vector_push", "VECTOR_PUSH 6B", Op.VECTOR_PUSH),
    SET_PUSH("set_push", "SET_PUSH 6D", Op.SET_PUSH),
    NEW_OBJ("new_obj", "NEW_OBJ 71", Op.NEW_OBJ),
    NEW_STRUCT("new_struct", "", Op.NEW_STRUCT, required("name", NAME)),
    SET_FIELD("set_field", "SET_FIELD 72 STRING", Op.SET_FIELD, required("name", NAME, "field")),
    GET_FIELD("get_field", "GET_FIELD 73 STRING", Op.GET_FIELD, required("name", NAME, "field")),
    MAKE_MAP("make_map map", "", Op.MAKE_MAP, required("count", COUNT)),
    TYPE_OF("type_of typeof", "TYPEOF 16", Op.TYPE_OF),
    CAST("cast", "CAST 17 STRING", Op.CAST, required("type", NAME)),
    STR_CONTAINS("str_contains", "STR_CONTAINS 57", Op.STR_CONTAINS),
    STR_STARTS_WITH("str_starts_with", "STR_STARTS_WITH B0", Op.STR_STARTS_WITH),
    STR_ENDS_WITH("str_ends_with", "STR_ENDS_WITH B1", Op.STR_ENDS_WITH),
    STR_SPLIT("str_split", "STR_SPLIT 58", Op.STR_SPLIT),
    STR_REPLACE("str_replace", "STR_REPLACE 59", Op.STR_REPLACE),
    STR_JOIN("str_join", "STR_JOIN 5A", Op.STR_JOIN),
    STR_TO_UPPER("str_to_upper", "STR_TO_UPPER B2", Op.STR_TO_UPPER),
    STR_TO_LOWER("str_to_lower", "STR_TO_LOWER B3", Op.STR_TO_LOWER),
    STR_TRIM("str_trim", "STR_TRIM B4", Op.STR_TRIM),

    PUSH_FN("push_fn", "", Op.PUSH_FN, required("function", NAME)),
    PUSH_CLOSURE(
            "push_closure",
            "",
            Op.PUSH_CLOSURE,
            required("function", NAME),
            required("captures", NAMES)),
    CALL_VALUE("call_value", "", Op.CALL_VALUE, required("argc", COUNT)),

    CAP_CALL(
            "cap_call",
            "CAP_CALL 51 CAPABILITY",
            Op.CAP_CALL,
            required("name", NAME),
            optional("argc", COUNT)),
    PRINT("", "PRINT 50", Op.PRINT),
    CALL_HOST(
            "call_host",
            "",
            Op.HOST_REQUEST,
            required("capsule", NAME),
            required("ic_id", NAME),
            required("method", NAME),
            required("argc", COUNT)),
    CALL_INTERFACE(
            "call_interface",
            "",
            Op.HOST_REQUEST,
            required("handle", NAME),
            required("method", NAME),
            required("argc", COUNT)),

    SPAWN("spawn", "SPAWN 80 COUNT", Op.SPAWN, optional("function", NAME), required("argc", COUNT)),
    YIELD("yield", "YIELD 81", Op.YIELD),
    AWAIT("await", "AWAIT 82", Op.AWAIT, optional("handle", ANY)),

    BORROW("borrow", "", Op.BORROW),
    BORROW_MUT("borrow_mut", "", Op.BORROW_MUT),
    RELEASE("release", "", Op.RELEASE),
    RELEASE_MUT("release_mut", "", Op.RELEASE_MUT),

    AI_QUERY("ai_query", "AI_QUERY 90 STRING", Op.HOST_REQUEST),
    AI_SYNTHESIZE("ai_synthesize", "AI_SYNTHESIZE 91 STRING", Op.HOST_REQUEST),
    AI_AGENT_DELEGATION("ai_agent_delegation", "AI_AGENT_DELEGATION 92 STRING", Op.HOST_REQUEST),
    AI_SEMANTIC_MATCH("ai_semantic_match", "AI_SEMANTIC_MATCH 93 STRING", Op.HOST_REQUEST),
    AI_LEARNING_LOOP("ai_learning_loop", "AI_LEARNING_LOOP 94 STRING", Op.HOST_REQUEST),
    AI_CONTEXT_AWARE("ai_context_aware", "AI_CONTEXT_AWARE 95 STRING", Op.HOST_REQUEST),
    AI_TOOL_CHAIN("ai_tool_chain ai_toolchain", "AI_TOOLCHAIN 96 STRING", Op.HOST_REQUEST),
    AI_GOAL_DECL("ai_goal_decl ai_goal_declaration", "", Op.HOST_REQUEST),
    AI_PROGRESS_UPDATE("ai_progress_update", "", Op.HOST_REQUEST),
    AI_KNOWLEDGE_SHARE("ai_knowledge_share ai_knowledge_sharing", "", Op.HOST_REQUEST),
    AI_ADAPTATION_REQUEST("ai_adaptation_request", "", Op.HOST_REQUEST),
    AI_CAPABILITY_DISCOVERY("ai_capability_discovery", "", Op.HOST_REQUEST),
    AI_SEMANTIC_SWITCH(
            "ai_semantic_switch",
            "",
            Op.HOST_SWITCH,
            optional("cases", ANY),
            optional("fallback_target", TARGET)),

    DOM_QUERY("dom_query", "DOM_QUERY 9A STRING", Op.HOST_REQUEST),
    DOM_MUTATE("dom_mutate", "", Op.HOST_REQUEST),
    DOM_EVENT_LISTENER("dom_event_listener", "", Op.HOST_REQUEST),
    DOM_GET("", "DOM_GET 9B STRING", Op.HOST_REQUEST),
    DOM_SET("", "DOM_SET 9C STRING", Op.HOST_REQUEST),
    DOM_CREATE("", "DOM_CREATE 9D STRING", Op.HOST_REQUEST),
    DOM_REMOVE("", "DOM_REMOVE 9E STRING", Op.HOST_REQUEST),
    DOM_CHILD("", "DOM_CHILD 9F STRING", Op.HOST_REQUEST),
    DOM_PARENT("", "DOM_PARENT B5 STRING", Op.HOST_REQUEST),
    DOM_ATTR("", "DOM_ATTR B6 STRING", Op.HOST_REQUEST),
    DOM_TEXT("", "DOM_TEXT B7 STRING", Op.HOST_REQUEST),
    DOM_EVENT("", "DOM_EVENT B8 STRING", Op.HOST_REQUEST),

    EXEC_LANG(
            "exec_lang",
            "EXEC_LANG 70 STRING",
            Op.EXEC_LANG,
            required("lang", NAME),
            required("code", STRING),
            optional("var_count", COUNT)),
    GC("gc", "", Op.NOP);

    private static final Map<String, CrushOpcode> BY_JSON_NAME = new HashMap<>();
    private static final Map<String, CrushOpcode> BY_MNEMONIC = new HashMap<>();
    private static final CrushOpcode[] BY_CODE = new CrushOpcode[256];
    private static final Set<String> OPERAND_KEYS = new HashSet<>();

    static {
        for (CrushOpcode opcode : values()) {
            opcode.jsonNames.forEach(name -> BY_JSON_NAME.put(name, opcode));
            opcode.operands.forEach(operand -> operand.keys().forEach(OPERAND_KEYS::add));
            if (opcode.mnemonic != null) {
                BY_MNEMONIC.put(opcode.mnemonic, opcode);
                BY_CODE[opcode.code] = opcode;
            }
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and never changed
    private final List<String> jsonNames;

    private final String mnemonic;
    private final int code;
    private final Cvm1Operand cvm1Operand;
    private final Op op;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of from records
    private final List<CrushOperand> operands;

    CrushOpcode(String jsonNames, String cvm1, Op op, CrushOperand... operands) {
        this.jsonNames = words(jsonNames);
        List<String> binary = words(cvm1);
        this.mnemonic = binary.isEmpty() ? null : binary.get(0);
        this.code = binary.isEmpty() ? -1 : Integer.parseInt(binary.get(1), 16);
        this.cvm1Operand =
                binary.size() < 3 ? Cvm1Operand.NONE : Cvm1Operand.valueOf(binary.get(2));
        this.op = op;
        this.operands = List.of(operands);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** The instruction that JSON calls {@code name}, under its own name or an alias. */
    public static Optional<CrushOpcode> byJsonName(String name) {
        return Optional.ofNullable(BY_JSON_NAME.get(name));
    }

    /** The instruction that text assembly calls {@code mnemonic}, in whatever case. */
    public static Optional<CrushOpcode> byMnemonic(String mnemonic) {
        return Optional.ofNullable(BY_MNEMONIC.get(mnemonic.toUpperCase(Locale.ROOT)));
    }

    /** The instruction of a byte, 0 to 255, in CVM1. */
    public static Optional<CrushOpcode> byCode(int code) {
        return Optional.ofNullable(BY_CODE[code]);
    }

    /** Whether {@code key} is an operand of any instruction; all other keys are ignored. */
    static boolean isOperandKey(String key) {
        return OPERAND_KEYS.contains(key);
    }

    /** Whether it has no fixed set of operands, so that all keys of an instruction count. */
    boolean keepsAllKeys() {
        return title().startsWith("ai_") || title().startsWith("dom_") || this == EXEC_LANG;
    }

    /** The name used in listings and messages. */
    public String title() {
        return jsonNames.isEmpty() ? mnemonic : jsonNames.get(0);
    }

    /** All names in JSON, the one for listings first; empty if it exists in CVM1 only. */
    public List<String> jsonNames() {
        return jsonNames;
    }

    /** The mnemonic in text assembly; null if it has none. */
    public String mnemonic() {
        return mnemonic;
    }

    /** The byte in CVM1, 0 to 255; -1 if it has none. */
    public int code() {
        return code;
    }

    /** What follows the byte in CVM1; {@link Cvm1Operand#NONE} also where it has no byte. */
    public Cvm1Operand cvm1Operand() {
        return cvm1Operand;
    }

    /** The operation it usually lowers to. */
    public Op op() {
        return op;
    }

    /** Its operands, in the order in which listings show them. */
    public List<CrushOperand> operands() {
        return operands;
    }
}
