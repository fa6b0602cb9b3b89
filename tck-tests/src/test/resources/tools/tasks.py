def step(value):
    yield_now()
    return value + 1
def worker(name):
    total = 0
    i = 0
    while i < 30:
        total = step(total)
        try:
            if i % 7 == 6: raise "odd"
        except:
            total = total + 100
        i = i + 1
    return total
def main():
    first = spawn(worker, 1)
    second = spawn(worker, 2)
    both = await_(first) + await_(second)
    print(both)
    return both
