-- The programs of this folder in Lua: lua baseline.lua fib|sum|mandelbrot|nested
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local programs = {
  fib = function() return fib(32.0) end,
  sum = function() local s, i = 0.0, 0.0; while i < 50000000.0 do s = s + i; i = i + 1.0 end return s end,
  nested = function()
    local s, i = 0.0, 0.0
    while i < 8000.0 do
      local j = 0.0
      while j < 8000.0 do s = s + i * j; j = j + 1.0 end
      i = i + 1.0
    end
    return s
  end,
  mandelbrot = function()
    local s, y = 0.0, 0.0
    while y < 1000.0 do
      local x = 0.0
      while x < 1000.0 do
        local cr, ci, zr, zi, k = x / 333.3333333333333 - 2, y / 500 - 1, 0.0, 0.0, 0.0
        repeat
          local a, b = zr * zr, zi * zi
          if a + b > 4 then break end
          zi = 2 * zr * zi + ci; zr = a - b + cr; k = k + 1
        until k >= 200
        s = s + k
        x = x + 1.0
      end
      y = y + 1.0
    end
    return s
  end,
}
for _ = 1, 3 do
  local start = os.clock()
  local result = programs[arg[1]]()
  print(result, "ms=" .. (os.clock() - start) * 1000)
end
