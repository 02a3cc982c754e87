-- Ends a turn: what was settled leaves the queue, with its outcome kept to be published; the rest waits for its time.
--
-- ARGV[1]  MessagePack: [now (seconds), worker, subscription, gone or "",
--            [[alert_id, Delivery], ...], [[alert_id, attempts so far, next attempt (seconds)], ...]]

local now, worker, subscription, gone, settled, again = unpack(cmsgpack.unpack(ARGV[1]))
local queue = 'delivery:queue:' .. subscription
local attempts = 'delivery:attempts:' .. subscription

for _, item in ipairs(settled) do
  local id, delivery = unpack(item)
  redis.call('ZREM', queue, id)
  redis.call('HDEL', 'delivery:pending:' .. subscription, id)
  redis.call('HDEL', attempts, id)
  redis.call('HSET', 'delivery:outcomes', id, delivery)
end
for _, item in ipairs(again) do
  local id, tried, at = unpack(item)
  redis.call('HSET', attempts, id, tried)
  redis.call('ZADD', queue, at, id)
end
if gone ~= '' then
  redis.call('HSET', 'delivery:gone', subscription, gone)
end

local first = redis.call('ZRANGE', queue, 0, 0, 'WITHSCORES')
if first[1] then
  redis.call('ZADD', 'delivery:due', math.max(first[2], now), subscription) -- behind those who wait already
else
  redis.call('ZREM', 'delivery:due', subscription)
end
if redis.call('GET', 'delivery:lease:' .. subscription) == worker then
  redis.call('DEL', 'delivery:lease:' .. subscription)
end
