-- Keeps the verdicts on the occurrences of each voice whose version is still the one that they were decided on.
--
-- ARGV[1]  MessagePack: [seconds to live, {voice: version}, [[decisions key, field, voice, bucket, statement id,
--            statement or false where nothing was learned, [token, ...] that are new to it, verdict, story, source, origin, quote], ...]]
-- Returns  [decision, or nil where the voice has moved on, ...], each MessagePack:
--            [verdict, sightings, [source, ...], [origin, ...], the fullest wording or false where it is this one]

local ttl, versions, verdicts = unpack(cmsgpack.unpack(ARGV[1]))
local current, decided = {}, {}
for voice, version in pairs(versions) do
  current[voice] = (redis.call('GET', 'statements:version:' .. voice) or '') == version
end

local function live(key)
  redis.call('EXPIRE', key, ttl)
end

local function number_of(home, id)
  local numbers = 'statements:numbers:' .. home
  local number = redis.call('HGET', numbers, id)
  if not number then
    number = redis.call('HLEN', numbers)
    redis.call('HSET', numbers, id, number)
  end
  live(numbers)
  return tonumber(number)
end

local function learn(voice, bucket, id, statement, tokens)
  local home = voice .. ':' .. bucket
  local number = number_of(home, id)
  local packed = string.char(math.floor(number / 65536), math.floor(number / 256) % 256, number % 256)
  redis.call('HSET', 'statements:known:' .. home, number, statement)
  live('statements:known:' .. home)
  local postings = 'statements:found-by:' .. home
  for _, token in ipairs(tokens) do
    redis.call('HSET', postings, token, (redis.call('HGET', postings, token) or '') .. packed)
  end
  live(postings)
  redis.call('INCR', 'statements:version:' .. voice)
  live('statements:version:' .. voice)
end

-- The list under the field, with the name at its end if it is new.
local function listed(key, field, name)
  local packed = redis.call('HGET', key, field)
  local names = packed and cmsgpack.unpack(packed) or {}
  for _, known in ipairs(names) do
    if known == name then return names end
  end
  names[#names + 1] = name
  redis.call('HSET', key, field, cmsgpack.pack(names))
  return names
end

-- The longest wording so far, or false where it is this one.
local function fullest(key, quote)
  local known = redis.call('HGET', key, 'fullest')
  if known and #known >= #quote then return known ~= quote and known end
  redis.call('HSET', key, 'fullest', quote)
  return false
end

local function sighted(id, story, source, origin, quote)
  local key = 'statements:seen:' .. id
  if redis.call('HSETNX', key, 'story:' .. story, '') == 1 then
    redis.call('HINCRBY', key, 'sightings', 1)
  end
  live(key)
  local sightings = tonumber(redis.call('HGET', key, 'sightings'))
  return {sightings, listed(key, 'sources', source), listed(key, 'origins', origin), fullest(key, quote)}
end

for i, item in ipairs(verdicts) do
  local key, field, voice, bucket, id, statement, tokens, verdict, story, source, origin, quote = unpack(item)
  decided[i] = redis.call('HGET', key, field)
  if not decided[i] and current[voice] then
    if statement then learn(voice, bucket, id, statement, tokens) end
    local seen = sighted(id, story, source, origin, quote)
    decided[i] = cmsgpack.pack({verdict, unpack(seen)})
    redis.call('HSET', key, field, decided[i])
    live(key)
  end
end
return decided
