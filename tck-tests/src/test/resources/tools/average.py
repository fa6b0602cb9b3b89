def average(values, count):
    total = 0
    i = 0
    while i < count:
        total = total + values[i]
        i = i + 1
    return total / count
def main():
    values = [4, 8, 15]
    mean = average(values, 3)
    print(mean)
    empty = average(values, 0)
    return empty
