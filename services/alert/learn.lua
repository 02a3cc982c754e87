-- Adds a batch of events to what is known, and returns what is known then of each statement that it speaks of.
-- In one script, so that of two workers at least the later one sees what both have added.
--
-- ARGV[1]  MessagePack: [seconds to live,
--            [[statement, cluster or "", article_id, outlet, the event], ...],
--            [[article_id, outlet, [cluster, ...], whether statements that nobody was told of matter], ...]]
-- Returns  [[[statement, first event, [article_id, outlet, ...], [field, value, ...] of told], ...],
--            [[statement, ...] for each copy]]

local ttl, statements, copies = unpack(cmsgpack.unpack(ARGV[1]))
local order, seen = {}, {}

local function touch(statement)
  if not seen[statement] then
    seen[statement] = true
    order[#order + 1] = statement
  end
end

local function key(kind, id)
  return 'alert:' .. kind .. ':' .. id
end

local function put(command, name, ...)
  redis.call(command, name, ...)
  redis.call('EXPIRE', name, ttl)
end

for _, event in ipairs(statements) do
  local statement, cluster, article, outlet, said = unpack(event)
  redis.call('SET', key('said', statement), said, 'NX')
  redis.call('EXPIRE', key('said', statement), ttl)
  put('HSET', key('pages', statement), article, outlet)
  if cluster ~= '' then
    put('SADD', key('clusters', statement), cluster)
    put('SADD', key('statements', cluster), statement)
  end
  touch(statement)
end

local function exists(kind, statement)
  return redis.call('EXISTS', key(kind, statement)) == 1
end

local of_copies = {}
for i, copy in ipairs(copies) do
  local article, outlet, clusters, matters = unpack(copy)
  local of_copy = {}
  for _, cluster in ipairs(clusters) do
    put('HSET', key('copies', cluster), article, outlet)
    for _, statement in ipairs(redis.call('SMEMBERS', key('statements', cluster))) do
      if exists('said', statement) and (matters or exists('told', statement)) then
        touch(statement)
        of_copy[#of_copy + 1] = statement
      end
    end
  end
  of_copies[i] = of_copy
end

local known = {}
for i, statement in ipairs(order) do
  local pages = redis.call('HGETALL', key('pages', statement))
  for _, cluster in ipairs(redis.call('SMEMBERS', key('clusters', statement))) do
    for _, word in ipairs(redis.call('HGETALL', key('copies', cluster))) do
      pages[#pages + 1] = word
    end
  end
  local told = redis.call('HGETALL', key('told', statement))
  known[i] = { statement, redis.call('GET', key('said', statement)), pages, told }
end
return { known, of_copies }
