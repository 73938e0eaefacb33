-- For wrk: asks for every line of a file in turn; each of wrk's threads begins elsewhere in it.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  requests = {}
  for line in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", wrk.path .. line)
  end
  position = math.floor(#requests / 2) * number
end

function request()
  position = position % #requests + 1
  return requests[position]
end
