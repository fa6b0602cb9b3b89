package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnknownKeyException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.object.DynamicObject;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.Shape;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import org.trufflecasm.error.InteropList;

/**
 * A map from strings to values in the order of insertion; also what capsules use as an object.
 * Overwriting a key keeps its place; keys are never removed.
 *
 * <p>Maps with few keys are laid out like objects: Truffle's {@link Shape} says which keys there
 * are, and the values lie in fields. Code that accesses fields by name finds out from the shape
 * where they lie ({@link #fieldCode}), reads and overwrites them directly ({@link MapFields}), and
 * adds them with {@link FieldAddition}. A map with many keys, or with keys that seem to be data, is
 * hashed instead.
 *
 * <p>Used by one thread at a time.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public abstract sealed class CasmMap extends DynamicObject implements TruffleObject, Borrowable
        permits CompactMap, MediumMap, WideMap {
    /** How many references lie in fields. */
    static final int REFERENCES = 2;

    private static final DynamicObjectLibrary LIBRARY = DynamicObjectLibrary.getUncached();

    /** Of a hashed map: the {@link HashStorage}. */
    @DynamicField private Object o0;

    @DynamicField private Object o1;

    /**
     * The id of the present shape or {@link ShapeIds#UNASSIGNED}. Whoever lets Truffle change the
     * shape sets it to the latter first, so that it is never another shape's.
     */
    private byte id;

    private int borrow;

    CasmMap(Shape root) {
        super(root);
    }

    /** A new map without a class name. Compiled code that lets it go again need not make it. */
    public static CasmMap create() {
        return MapLayout.MEDIUM.create();
    }

    /** A new map; {@code className} is null where it has none. */
    @TruffleBoundary
    public static CasmMap create(CasmString className) {
        return create(className, MapLayout.MEDIUM.numbers());
    }

    /**
     * A new map with room for some numbers in its object; it may get more or fewer of them.
     *
     * @param className null where it has none
     * @param numbers how many values will be ints or floats, if that is known
     */
    @TruffleBoundary
    public static CasmMap create(CasmString className, int numbers) {
        return MapLayout.forNumbers(numbers).create(ObjectClass.of(className));
    }

    /**
     * A new object of another language, or of the capsule.
     *
     * @param language null where it has none
     * @param className null where it has none
     */
    @TruffleBoundary
    public static CasmMap createObject(String language, CasmString className) {
        String name = className == null ? null : className.toString();
        return MapLayout.MEDIUM.create(new ObjectClass(language, name));
    }

    @Override
    public final int borrowWord() {
        return borrow;
    }

    @Override
    public final void setBorrowWord(int word) {
        borrow = word;
    }

    /** Whether nobody borrows it. */
    public final boolean isFree() {
        return borrow == 0;
    }

    /** The name that {@code new_struct} gave it, or null. */
    @TruffleBoundary
    public CasmString className() {
        String name = objectClass().name();
        return name == null ? null : CasmString.of(name);
    }

    /** The language whose object it is, or null. */
    @TruffleBoundary
    public String language() {
        return objectClass().language();
    }

    private ObjectClass objectClass() {
        HashStorage storage = hashStorage();
        return storage != null ? storage.type() : MapLayout.objectClass(getShape());
    }

    /** The number of keys. */
    @TruffleBoundary
    public int size() {
        HashStorage storage = hashStorage();
        return storage != null ? storage.entries().size() : getShape().getPropertyCount();
    }

    /** The value of a key; Java's null if there is no such key. */
    @TruffleBoundary
    public Object get(CasmString key) {
        HashStorage storage = hashStorage();
        return storage != null ? storage.entries().get(key) : LIBRARY.getOrDefault(this, key, null);
    }

    /** Whether there is such a key. */
    @TruffleBoundary
    public boolean containsKey(CasmString key) {
        HashStorage storage = hashStorage();
        return storage != null ? storage.entries().containsKey(key) : getShape().hasProperty(key);
    }

    /**
     * Sets the value of a key that comes from data.
     *
     * @param value a guest value, never Java's null
     */
    @TruffleBoundary
    public void put(CasmString key, Object value) {
        put(key, value, true);
    }

    /**
     * Sets the value of a key that an instruction names.
     *
     * @param value a guest value, never Java's null
     */
    @TruffleBoundary
    public void putField(CasmString key, Object value) {
        put(key, value, false);
    }

    /**
     * Sets the value of a key that an instruction names and this map has, by a library that may be
     * compiled.
     *
     * @param value a guest value, never Java's null
     */
    public void putField(DynamicObjectLibrary library, CasmString key, Object value) {
        Shape before = getShape();
        byte known = id;
        id = ShapeIds.UNASSIGNED;
        library.put(this, key, value);
        orderAccesses();
        if (getShape() == before) {
            id = known;
        }
    }

    /**
     * Comes after compiled code of Truffle has written a field. The compiler may take its access
     * and one of ours for accesses to different places; this keeps them in order. It costs nothing
     * but that.
     */
    static void orderAccesses() {
        VarHandle.loadLoadFence();
    }

    private void put(CasmString key, Object value, boolean computed) {
        assert value != null && !(value instanceof Integer) : value;
        HashStorage storage = hashStorage();
        if (storage != null) {
            storage.entries().put(key, value);
            return;
        }
        Shape shape = getShape();
        if (shape.hasProperty(key)) {
            id = ShapeIds.UNASSIGNED;
            LIBRARY.put(this, key, value);
        } else if (ShapeInfo.mayGrow(shape, key, computed)) {
            // Shapes are shared between threads, the caller's string must not be.
            CasmString shared = CasmString.literal(key.toString());
            id = ShapeIds.UNASSIGNED;
            LIBRARY.put(this, shared, value);
            ShapeInfo.grew(shape, shared, getShape());
        } else {
            hash().entries().put(key, value);
        }
    }

    /** Moves everything to a hash table. */
    private HashStorage hash() {
        HashStorage storage = HashStorage.create(objectClass(), 2 * size());
        forEach(storage.entries()::put);
        id = ShapeIds.UNASSIGNED;
        LIBRARY.resetShape(this, MapLayout.of(this).hashed());
        o0 = storage;
        o1 = null;
        id = (byte) ShapeIds.NONE;
        return storage;
    }

    private HashStorage hashStorage() {
        return MapLayout.isHashed(getShape()) ? (HashStorage) o0 : null;
    }

    /**
     * Calls an action, which must not change this map, for each entry in the order of insertion.
     */
    @TruffleBoundary
    public void forEach(BiConsumer<CasmString, Object> action) {
        HashStorage storage = hashStorage();
        if (storage != null) {
            storage.entries().forEach(action);
            return;
        }
        for (Object key : getShape().getKeyList()) {
            action.accept((CasmString) key, LIBRARY.getOrDefault(this, key, null));
        }
    }

    /**
     * Where the value of a key lies while the map has its present shape: one of {@link FieldCodes}.
     * May give the map another shape first.
     */
    @TruffleBoundary
    public int fieldCode(CasmString key) {
        if (hashStorage() != null) {
            return FieldCodes.UNINDEXED;
        }
        updateShape();
        return ShapeInfo.of(getShape()).code(this, key);
    }

    /** Takes on the shape that has replaced the present one, if any has. */
    void updateShape() {
        if (!getShape().isValid()) {
            id = ShapeIds.UNASSIGNED;
            LIBRARY.updateShape(this);
        }
    }

    /**
     * The index in tables of {@link ShapeIds} that belongs to the present shape, if it is known.
     */
    public int tableIndex() {
        return id & 0xFF;
    }

    /**
     * The index in tables of {@link ShapeIds} that belongs to the present shape, found out if need
     * be.
     */
    @TruffleBoundary
    public int findTableIndex() {
        if (id == ShapeIds.UNASSIGNED) {
            id = (byte) ShapeIds.of(getShape());
        }
        return tableIndex();
    }

    /** Tells that the shape has changed or is about to. */
    void setTableIndex(int index) {
        id = (byte) index;
    }

    Object reference(int index) {
        return index == 0 ? o0 : o1;
    }

    void setReference(int index, Object value) {
        if (index == 0) {
            o0 = value;
        } else {
            o1 = value;
        }
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        Object[] names = new Object[size()];
        int[] count = {0};
        forEach((key, value) -> names[count[0]++] = key);
        return InteropList.of(names);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return containsKey(CasmString.of(member));
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        Object value = get(CasmString.of(member));
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        return value;
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberModifiable(String member) {
        return isFree() && containsKey(CasmString.of(member));
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberInsertable(String member) {
        return isFree() && !containsKey(CasmString.of(member));
    }

    @ExportMessage
    @TruffleBoundary
    void writeMember(String member, Object value)
            throws UnsupportedTypeException, UnsupportedMessageException {
        if (!isFree()) {
            throw UnsupportedMessageException.create();
        }
        put(CasmString.of(member), WrittenValue.of(value));
    }

    @ExportMessage
    boolean hasHashEntries() {
        return true;
    }

    @ExportMessage
    long getHashSize() {
        return size();
    }

    /** The key that a value of another language stands for; null if it stands for none. */
    private static CasmString keyOf(Object key) {
        if (key instanceof CasmString own) {
            return own;
        }
        InteropLibrary interop = InteropLibrary.getUncached();
        try {
            return interop.isString(key) ? CasmString.of(interop.asString(key)) : null;
        } catch (UnsupportedMessageException noText) {
            return null;
        }
    }

    @ExportMessage
    @TruffleBoundary
    boolean isHashEntryReadable(Object key) {
        CasmString name = keyOf(key);
        return name != null && containsKey(name);
    }

    @ExportMessage
    @TruffleBoundary
    Object readHashValue(Object key) throws UnknownKeyException {
        CasmString name = keyOf(key);
        Object value = name == null ? null : get(name);
        if (value == null) {
            throw UnknownKeyException.create(key);
        }
        return value;
    }

    @ExportMessage
    @TruffleBoundary
    boolean isHashEntryModifiable(Object key) {
        return isFree() && isHashEntryReadable(key);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isHashEntryInsertable(Object key) {
        CasmString name = keyOf(key);
        return isFree() && name != null && !containsKey(name);
    }

    @ExportMessage
    @TruffleBoundary
    void writeHashEntry(Object key, Object value)
            throws UnsupportedTypeException, UnsupportedMessageException {
        if (!isFree()) {
            throw UnsupportedMessageException.create();
        }
        CasmString name = keyOf(key);
        if (name == null) {
            throw UnsupportedTypeException.create(
                    new Object[] {key, value}, "the key of a map is a str");
        }
        put(name, WrittenValue.of(value));
    }

    /** The entries as they are now, each an array of key and value. */
    @ExportMessage
    @TruffleBoundary
    Object getHashEntriesIterator() {
        Object[] entries = new Object[size()];
        int[] count = {0};
        forEach((key, value) -> entries[count[0]++] = InteropList.of(key, value));
        try {
            return InteropLibrary.getUncached().getIterator(InteropList.of(entries));
        } catch (InteropException impossible) {
            throw CompilerDirectives.shouldNotReachHere(impossible);
        }
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return ValueLanguage.get();
    }

    @ExportMessage
    boolean hasMetaObject() {
        return true;
    }

    @ExportMessage
    Object getMetaObject() {
        return ValueType.MAP;
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return ContainerText.display(this);
    }

    /** Its text as tools show it, cut where it is very long. */
    @Override
    public String toString() {
        return ContainerText.display(this).toString();
    }
}
