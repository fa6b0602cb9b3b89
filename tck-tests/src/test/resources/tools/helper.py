def double_square(i):
    square = i * i
    doubled = square * 2
    return doubled
def checked(total, count):
    return total / (count - 3)
