/** Two capabilities, as an example. */
module org.trufflecasm.examples.provider {
    requires org.trufflecasm.language;

    provides org.trufflecasm.capability.spi.CapabilityProvider with
            org.trufflecasm.examples.provider.DemoProvider;
}
