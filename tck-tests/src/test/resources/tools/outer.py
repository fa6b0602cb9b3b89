def sums(count):
    total = 0
    i = 0
    while i < count:
        # doubled = helper.double_square(i), inlined
        total = total + doubled
        i = i + 1
    # return helper.checked(total, count), inlined
def main():
    print(sums(4))
    return sums(3)
