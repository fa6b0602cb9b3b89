package org.trufflecasm.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which capsules are written. */
public enum ContainerForm {
    /** JSON of the IR profile. */
    JSON("json", "JSON", ".json", ".casm"),
    /** MessagePack of the IR profile, in the map layout. */
    MESSAGE_PACK("msgpack", "MessagePack", ".casmb"),
    /** A CVM1 binary. */
    CVM1("cvm1", "CVM1", ".cvm1", ".cvm"),
    /** Text assembly of the CVM1 profile. */
    TEXT("text", "text assembly", ".txt"),
    /** A listing of the IR profile, which can be assembled again. */
    LISTING("listing", "listing", ".lst"),
    /** A module of the Crab virtual machine. */
    CVM("cvm", "CVM module", ".cvm"),
    /** Text of the Crab virtual machine. */
    CVM_TEXT("cvm-text", "CVM text", ".txt"),
    /** A WebAssembly module; can only be written. */
    WASM("wasm", "WebAssembly module", ".wasm");

    private final String key;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and never changed
    private final List<String> endings;

    ContainerForm(String key, String title, String... endings) {
        this.key = key;
        this.title = title;
        this.endings = List.of(endings);
    }

    /** The name by which users choose it. */
    public String key() {
        return key;
    }

    /** What it is called in sentences. */
    public String title() {
        return title;
    }

    /** How the names of its files end. */
    public List<String> endings() {
        return endings;
    }

    /** The form that {@code key} names. */
    public static Optional<ContainerForm> byKey(String key) {
        return Arrays.stream(values()).filter(form -> form.key.equals(key)).findFirst();
    }

    /**
     * The form that a file should have by the end of its name: {@code .casm.txt} is text.
     *
     * @param among the forms that are possible
     */
    public static Optional<ContainerForm> byFileName(String name, List<ContainerForm> among) {
        String lower = name.toLowerCase(Locale.ROOT);
        return among.stream()
                .filter(form -> form.endings.stream().anyMatch(lower::endsWith))
                .findFirst();
    }
}
