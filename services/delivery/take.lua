-- Hands out turns: subscriptions whose webhooks are due, with their next alerts. A turn is one worker's alone until it
-- is finished, or until its lease ends because the worker died: one that lives names its turns again and again.
--
-- ARGV[1]  MessagePack: [now (seconds), most turns, most alerts of a turn, seconds of a lease, worker,
--            [subscription whose turn the worker has, ...]]
-- Returns  [[subscription, Subscription or false, secret or false, gone or false,
--            [alert_id, alert, attempts so far, ...]], ...]

local now, most, alerts, lease, worker, under_way = unpack(cmsgpack.unpack(ARGV[1]))
local milliseconds = math.floor(lease * 1000)
local turns = {}

for _, subscription in ipairs(under_way) do
  local key = 'delivery:lease:' .. subscription
  if (redis.call('GET', key) or worker) == worker then
    redis.call('SET', key, worker, 'PX', milliseconds)
    redis.call('ZADD', 'delivery:due', 'XX', now + lease, subscription)
  end
end

for _, subscription in ipairs(redis.call('ZRANGE', 'delivery:due', '-inf', now, 'BYSCORE', 'LIMIT', 0, most)) do
  redis.call('ZADD', 'delivery:due', now + lease, subscription) -- also out of the way of others, if it has its turn
  if redis.call('SET', 'delivery:lease:' .. subscription, worker, 'NX', 'PX', milliseconds) then
    local batch = {}
    local queue = 'delivery:queue:' .. subscription
    for _, id in ipairs(redis.call('ZRANGE', queue, '-inf', now, 'BYSCORE', 'LIMIT', 0, alerts)) do
      batch[#batch + 1] = id
      batch[#batch + 1] = redis.call('HGET', 'delivery:pending:' .. subscription, id)
      batch[#batch + 1] = redis.call('HGET', 'delivery:attempts:' .. subscription, id) or '0'
    end
    turns[#turns + 1] = {
      subscription,
      redis.call('HGET', 'subscriptions', subscription),
      redis.call('HGET', 'subscriptions:secrets', subscription),
      redis.call('HGET', 'delivery:gone', subscription),
      batch,
    }
  end
end
return turns
