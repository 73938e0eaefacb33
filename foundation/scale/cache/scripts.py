"""Atomic operations of the shared cache, in Lua: no two processes can interleave.

All times are of the cache's own clock, because the clocks of machines differ. Each key expires by
itself.
"""

_NOW = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
"""

# Count more in the current window; milliseconds of the window, how many more if not one → count,
# milliseconds left.
COUNT = f"""
local count = redis.call('INCRBY', KEYS[1], ARGV[2] or 1)
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  {_NOW}
  local window = tonumber(ARGV[1])
  left = window - now % window
  redis.call('PEXPIRE', KEYS[1], left)
end
return {{count, left}}
"""

# Count one more for the remaining time; milliseconds left for the first → count.
COUNT_FOR = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count
"""

# Take a place if one is free; who, number of places, milliseconds until a place is free by itself
# because its process was killed → 1 or 0.
ENTER = f"""
{_NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
"""

# Leave a place; who.
LEAVE = "return redis.call('ZREM', KEYS[1], ARGV[1])"

# Take the next turn; microseconds between two turns → microseconds to wait.
TURN = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local next = turn + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1000)
return turn - now
"""

# Ask a circuit for a call; maximum milliseconds of a trial → 0 go, 1 go as the trial, 2 refused;
# and milliseconds left.
ADMIT = f"""
local open = tonumber(redis.call('HGET', KEYS[1], 'open_until') or 0)
if open == 0 then return {{0, 0}} end
{_NOW}
local trial = tonumber(redis.call('HGET', KEYS[1], 'trial_until') or 0)
if open > now or trial > now then return {{2, math.max(0, open - now)}} end
redis.call('HSET', KEYS[1], 'trial_until', now + tonumber(ARGV[1]))
return {{1, 0}}
"""

# Report the end of a call to a circuit: 'answered', 'failed' or 'unknown', 1 if it was the trial;
# how many failures open it, milliseconds that it stays open, milliseconds until failures are
# forgotten.
LEARN = f"""
if ARGV[2] == '1' then redis.call('HDEL', KEYS[1], 'trial_until') end
if ARGV[1] == 'answered' then redis.call('DEL', KEYS[1]) end
if ARGV[1] ~= 'failed' then return 0 end
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
if failures >= tonumber(ARGV[3]) then
  {_NOW}
  redis.call('HSET', KEYS[1], 'open_until', now + tonumber(ARGV[4]))
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return failures
"""
