# Capabilities for capsules: each function of the file is one, and each method of a class.
# casm run --provide examples/polyglot/host.py examples/polyglot/greet.casm


class greet:
    @staticmethod
    def hello(name):
        return f"Hello, {name}, from Python!"

    # An array of the capsule is a list here, as long as the call runs.
    @staticmethod
    def total(numbers):
        return sum(numbers)
