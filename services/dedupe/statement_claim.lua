-- Keeps the verdicts on the stories whose voices' versions are all still those that they were decided on.
--
-- ARGV[1]  MessagePack: [seconds to live, {voice: version}, [[decisions key, field, voice, bucket, statement id,
--            statement or false where nothing was learned, [token, ...] that are new to it, verdict, story, source, origin], ...]]
-- Returns  [MessagePack of [stories, [source, ...], [origin, ...]] by now, or nil where a voice of the story has moved on
--            or the occurrence is decided, ...]

local ttl, versions, verdicts = unpack(cmsgpack.unpack(ARGV[1]))
local moved, refused, spread = {}, {}, {}
for voice, version in pairs(versions) do
  moved[voice] = (redis.call('GET', 'statements:version:' .. voice) or '') ~= version
end
for _, item in ipairs(verdicts) do
  if moved[item[3]] then refused[item[9]] = true end
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

local function learn(voice, home, number, statement, tokens)
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

local function sighted(id, story, source, origin)
  local key = 'statements:seen:' .. id
  if redis.call('HSETNX', key, 'story:' .. story, '') == 1 then
    redis.call('HINCRBY', key, 'stories', 1)
  end
  live(key)
  return tonumber(redis.call('HGET', key, 'stories')), listed(key, 'sources', source), listed(key, 'origins', origin)
end

for i, item in ipairs(verdicts) do
  local key, field, voice, bucket, id, statement, tokens, verdict, story, source, origin = unpack(item)
  if not refused[story] and redis.call('HEXISTS', key, field) == 0 then
    local home = voice .. ':' .. bucket
    local number = number_of(home, id)
    if statement then learn(voice, home, number, statement, tokens) end
    local stories, sources, origins = sighted(id, story, source, origin)
    redis.call('HSET', key, field, cmsgpack.pack({verdict, id, home, number, stories, #sources, #origins}))
    live(key)
    spread[i] = cmsgpack.pack({stories, sources, origins})
  else
    spread[i] = false
  end
end
return spread
