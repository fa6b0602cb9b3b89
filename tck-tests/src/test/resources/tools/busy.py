def work(count):
    sum = 0
    i = 0
    while i < count:
        if i % 3 == 0:
            sum = sum + i
        else:
            if i % 5 == 0:
                sum = sum + 1
        j = 0
        while j < 10:
            sum = (sum * 31 + j) % 65521
            j = j + 1
        i = i + 1
    return sum
def rest(value):
    if value > 10 and value < 20:
        return value
    return value - 1
def main():
    turn = 0
    last = 0
    while turn < 4:
        last = rest(work(500))
        turn = turn + 1
    print(last)
    return last
