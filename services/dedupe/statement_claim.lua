-- Keeps the verdicts on the occurrences of each voice whose version is still the one that they were decided on.
--
-- ARGV[1]  MessagePack: [seconds to live, {voice: version}, [[decisions key, field, voice, bucket, statement id,
--            statement or false where nothing was learned, [token, ...] that are new to it, verdict, story, source], ...]]
-- Returns  [decision, or nil where the voice has moved on, ...], each MessagePack: [verdict, sightings, [source, ...]]

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

local function sighted(id, story, source)
  local key = 'statements:seen:' .. id
  if redis.call('HSETNX', key, 'story:' .. story, '') == 1 then
    redis.call('HINCRBY', key, 'sightings', 1)
  end
  local packed = redis.call('HGET', key, 'sources')
  local sources = packed and cmsgpack.unpack(packed) or {}
  local known = false
  for _, name in ipairs(sources) do
    known = known or name == source
  end
  if not known then
    sources[#sources + 1] = source
    redis.call('HSET', key, 'sources', cmsgpack.pack(sources))
  end
  live(key)
  return tonumber(redis.call('HGET', key, 'sightings')), sources
end

for i, item in ipairs(verdicts) do
  local key, field, voice, bucket, id, statement, tokens, verdict, story, source = unpack(item)
  decided[i] = redis.call('HGET', key, field)
  if not decided[i] and current[voice] then
    if statement then learn(voice, bucket, id, statement, tokens) end
    local sightings, sources = sighted(id, story, source)
    decided[i] = cmsgpack.pack({verdict, sightings, sources})
    redis.call('HSET', key, field, decided[i])
    live(key)
  end
end
return decided
