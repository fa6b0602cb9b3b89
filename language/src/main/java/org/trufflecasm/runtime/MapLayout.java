package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.Shape;
import java.lang.invoke.MethodHandles;
import java.util.function.Function;

/** The classes of objects that maps can be, by the number of fields for numbers. */
@SuppressWarnings("ImmutableEnumChecker") // shapes are shared on purpose
enum MapLayout {
    /** None. */
    COMPACT(CompactMap.class, 0, CompactMap::new),
    /** Four. */
    MEDIUM(MediumMap.class, MediumMap.FIELDS, MediumMap::new),
    /** Eight. */
    WIDE(WideMap.class, WideMap.FIELDS, WideMap::new);

    /** The flag of shapes whose maps keep everything in a {@link HashStorage}. */
    private static final int HASHED = 1;

    private final int numbers;
    private final Function<Shape, CasmMap> constructor;
    private final Shape root;
    private final ShapeInfo rootInfo;
    private final Shape hashed;

    MapLayout(Class<? extends CasmMap> type, int numbers, Function<Shape, CasmMap> constructor) {
        this.numbers = numbers;
        this.constructor = constructor;
        this.root = Shape.newBuilder().layout(type, MethodHandles.lookup()).build();
        this.rootInfo = ShapeInfo.of(root);
        this.hashed = Shape.newBuilder(root).shapeFlags(HASHED).build();
    }

    /** The smallest layout with at least so many fields for numbers, or else the largest. */
    static MapLayout forNumbers(int count) {
        if (count == 0) {
            return COMPACT;
        }
        return count <= MEDIUM.numbers ? MEDIUM : WIDE;
    }

    static MapLayout of(CasmMap map) {
        if (map instanceof MediumMap) {
            return MEDIUM;
        }
        return map instanceof WideMap ? WIDE : COMPACT;
    }

    /** How many fields for numbers there are. */
    int numbers() {
        return numbers;
    }

    /** The shape of a new map. */
    Shape root(ObjectClass type) {
        return type.isNone() ? root : Shape.newBuilder(root).dynamicType(type).build();
    }

    /** What maps of a shape are instances of. */
    static ObjectClass objectClass(Shape shape) {
        return shape.getDynamicType() instanceof ObjectClass type ? type : ObjectClass.NONE;
    }

    /** Whether maps of this shape keep everything in a {@link HashStorage}. */
    static boolean isHashed(Shape shape) {
        return shape.getFlags() == HASHED;
    }

    /** The shape of maps that are hashed. */
    Shape hashed() {
        return hashed;
    }

    /** A new map whose shape is a root of this layout. */
    CasmMap create(Shape rootShape) {
        return constructor.apply(rootShape);
    }

    /** A new map without a class. */
    CasmMap create() {
        CasmMap map = constructor.apply(root);
        map.setTableIndex(rootInfo.id());
        return map;
    }

    /** A new map. */
    CasmMap create(ObjectClass type) {
        CasmMap map = constructor.apply(root(type));
        map.setTableIndex(type.isNone() ? rootInfo.id() : ShapeIds.UNASSIGNED);
        return map;
    }
}
