def is_prime(n, primes, count):
    i = 0
    while i < count:
        p = primes[i]
        if p * p > n:
            return 1
        if n % p == 0:
            return 0
        i = i + 1
    return 1
def main():
    primes = []
    count = 0
    n = 2
    while n < 300000:
        if is_prime(n, primes, count) == 1:
            primes.append(n)
            count = count + 1
        n = n + 1
    print("primes below 300000: " + count)
    return 0
