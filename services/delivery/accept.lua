-- Takes alerts in, each once: its place in the streams and in the webhook's queue, and when it was taken.
--
-- ARGV[1]  MessagePack: [now (text), now (seconds), seconds that an alert is known, seconds that a stream is kept,
--            longest stream of all, longest stream of one,
--            [[alert_id, subscription, alert, whether it has a webhook, whether it has a stream], ...]]
-- Returns  [when it was first taken (text), ...]

local now, seconds, known, kept, longest, longest_of_one, alerts = unpack(cmsgpack.unpack(ARGV[1]))
local taken = {}

local function append(key, most, id, subscription, alert)
  return redis.call('XADD', key, 'MAXLEN', '~', most, id, 'subscription', subscription, 'alert', alert)
end

for i, item in ipairs(alerts) do
  local id, subscription, alert, webhook, stream = unpack(item)
  local mark = 'delivery:taken:' .. id
  if redis.call('SET', mark, now, 'NX', 'EX', known) then
    if stream then
      local place = append('delivery:events', longest, '*', subscription, alert)
      append('delivery:events:' .. subscription, longest_of_one, place, subscription, alert)
      redis.call('EXPIRE', 'delivery:events:' .. subscription, kept)
    end
    if webhook then
      redis.call('HSET', 'delivery:pending:' .. subscription, id, alert)
      redis.call('ZADD', 'delivery:queue:' .. subscription, seconds, id)
      redis.call('ZADD', 'delivery:due', 'LT', seconds, subscription)
    end
  end
  taken[i] = redis.call('GET', mark)
end
return taken
