-- lua kernels.lua KERNEL SIZE REPETITIONS: the kernels for Lua 5.4 and LuaJIT. Only the exclusive
-- or of "loop" is written differently in the two.
local name, size, repetitions = arg[1], tonumber(arg[2]), tonumber(arg[3])
local floor = math.floor
local kernels = {}

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end
kernels.fib = fib

local loop = [[
return function(n)
  local random, sum = 1, 0
  for i = 0, n - 1 do
    random = (random * 1103 + 12345) % 65537
    sum = (sum + XOR) % 1073741824
  end
  return sum
end]]
if jit then
  loop = "local bxor = bit.bxor " .. loop:gsub("XOR", "bxor(random, i %% 256)")
else
  loop = loop:gsub("XOR", "(random ~ (i %% 256))")
end
kernels.loop = (loadstring or load)(loop)()

local function primes(flags, limit)
  for i = 0, limit do flags[i] = 1 end
  local count = 0
  for i = 2, limit do
    if flags[i] == 1 then
      count = count + 1
      for k = i + i, limit, i do flags[k] = 0 end
    end
  end
  return count
end

function kernels.sieve(limit)
  local flags, total = {}, 0
  for _ = 1, 20 do total = total + primes(flags, limit) end
  return total
end

local function escape_time(cr, ci)
  local re, im, re2, im2, count = 0.0, 0.0, 0.0, 0.0, 0
  while count < 200 and re2 + im2 <= 4.0 do
    im = 2.0 * re * im + ci
    re = re2 - im2 + cr
    re2 = re * re
    im2 = im * im
    count = count + 1
  end
  return count
end

function kernels.mandelbrot(n)
  local step, total, ci = 2.0 / n, 0, -1.0
  for _ = 1, n do
    local cr = -1.5
    for _ = 1, n do
      total = total + escape_time(cr, ci)
      cr = cr + step
    end
    ci = ci + step
  end
  return total
end

local function attract(one, other, time)
  local dx, dy, dz = one.x - other.x, one.y - other.y, one.z - other.z
  local distance = dx * dx + dy * dy + dz * dz + 0.01
  local magnitude = time / (distance * distance)
  local mine, theirs = one.mass * magnitude, other.mass * magnitude
  one.vx = one.vx - dx * theirs
  one.vy = one.vy - dy * theirs
  one.vz = one.vz - dz * theirs
  other.vx = other.vx + dx * mine
  other.vy = other.vy + dy * mine
  other.vz = other.vz + dz * mine
end

local function root(x)
  local guess = x < 1.0 and 1.0 or x
  for _ = 1, 40 do guess = 0.5 * (guess + x / guess) end
  return guess
end

function kernels.nbody(n)
  local function body(x, y, z, vx, vy, vz, mass)
    return {x = x, y = y, z = z, vx = vx, vy = vy, vz = vz, mass = mass}
  end
  local bodies = {
    body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0),
    body(4.5, -1.25, -0.125, 0.5, 1.5, -0.25, 0.5),
    body(8.25, 4.125, -0.5, -1.0, 1.75, 0.0, 0.25),
    body(12.75, -15.0, -0.25, 1.0, 0.75, -0.125, 0.0625),
    body(15.25, -25.75, 0.25, 0.875, 0.5, -0.0625, 0.03125),
  }
  for _ = 1, n do
    for i = 1, #bodies do
      for j = i + 1, #bodies do attract(bodies[i], bodies[j], 0.001) end
    end
    for i = 1, #bodies do
      local b = bodies[i]
      b.x, b.y, b.z = b.x + 0.001 * b.vx, b.y + 0.001 * b.vy, b.z + 0.001 * b.vz
    end
  end
  local sum = 0.0
  for _, b in ipairs(bodies) do sum = sum + root(b.x * b.x + b.y * b.y + b.z * b.z) end
  return floor(sum * 1000.0)
end

local function grow(depth)
  if depth > 0 then return {left = grow(depth - 1), right = grow(depth - 1)} end
  return {left = false, right = false}
end

local function nodes(tree)
  return tree.left and nodes(tree.left) + nodes(tree.right) + 1 or 1
end

function kernels.trees(n)
  local total = nodes(grow(n + 1))
  local long_lived, count = grow(n), 2 ^ n
  for depth = 4, n, 2 do
    for _ = 1, count do total = total + nodes(grow(depth)) end
    count = floor(count / 4)
  end
  return total + nodes(long_lived)
end

function kernels.strings(n)
  local parts = {[0] = "ab", "cde", "f", "gh", "ijkl", "m", "no"}
  local last, hits = {}, 0
  for i = 0, n - 1 do
    local text = ""
    for j = 0, 63 do text = text .. parts[(i + j) % 7] end
    if text == last[i % 7] then hits = hits + 1 end
    last[i % 7] = text
  end
  return hits
end

local layouts = {
  [0] = function() return {count = 0, sum = 0} end,
  function() return {sum = 0, count = 0} end,
  function() return {tag = 7, count = 0, sum = 0} end,
  function() return {sum = 0, tag = 9, count = 0} end,
}

function kernels.objects(n)
  local items = {}
  for i = 0, 1023 do items[i] = layouts[i * 7 % 4]() end
  local random = 1
  for _ = 1, n do
    random = (random * 1103 + 12345) % 65537
    local item = items[random % 1024]
    item.count = item.count + 1
    item.sum = (item.sum + random) % 1048576
  end
  local total = 0
  for i = 0, 1023 do total = (total * 31 + items[i].sum + items[i].count) % 1000003 end
  return total
end

function kernels.print(n)
  for i = 0, n - 1 do io.write("line ", i, "\n") end
  return n
end

if name == "hello" then
  print("hello")
  return
end
-- One thread does everything, so processor time is close to elapsed time.
io.stdout:setvbuf("full", 65536)
for i = 1, repetitions do
  local start = os.clock()
  io.write(name, " ", string.format("%.0f", kernels[name](size)), "\n")
  io.flush()
  io.write(string.format("@bench iter=%d ms=%.3f\n", i, (os.clock() - start) * 1e3))
end
