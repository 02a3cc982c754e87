-- For each occurrence: what was decided of it before, or the known statements that share most with it.
--
-- ARGV[1]  MessagePack: [most candidates, fewest lists, most postings, rarest, [[decisions key, field, voice, [bucket, ...], [token, ...]], ...]]
-- Returns  [[decision or nil, ...] of the occurrences, [voice, version, ...], [voice, statement, ...]];
--            a decision is MessagePack: [verdict, stories, [source, ...], [origin, ...], statement as it is now]

local most, fewest_lists, most_postings, rarest, asked = unpack(cmsgpack.unpack(ARGV[1]))
local decided, versions, found = {}, {}, {}
local known_voices, taken = {}, {}

-- A posting list is the numbers of statements, three bytes each.
local function listed(home, tokens)
  local lists = {}
  for _, list in ipairs(redis.call('HMGET', 'statements:found-by:' .. home, unpack(tokens))) do
    if list then lists[#lists + 1] = list end
  end
  table.sort(lists, function(x, y) return #x < #y end)
  return lists
end

-- What each statement shares, short lists counting most: the shortest first, further ones while they are not too many.
local function count(lists)
  local shared, entries = {}, 0
  for n, list in ipairs(lists) do
    entries = entries + #list / 3
    if n > fewest_lists and entries > most_postings then break end
    local telling = 1 + math.floor(rarest / (#list / 3))
    for at = 1, #list, 3 do
      local a, b, c = string.byte(list, at, at + 2)
      local number = a * 65536 + b * 256 + c
      shared[number] = (shared[number] or 0) + telling
    end
  end
  return shared
end

-- The numbers of those that share most, the first that came before others of as much.
local function best_of(shared)
  local best = {}
  for number, n in pairs(shared) do
    local at = #best < most and #best + 1 or most
    local last = best[at]
    if not last or n > shared[last] or (n == shared[last] and number < last) then
      while at > 1 and (n > shared[best[at - 1]] or (n == shared[best[at - 1]] and number < best[at - 1])) do
        best[at] = best[at - 1]
        at = at - 1
      end
      best[at] = number
    end
  end
  return best
end

local function first(packed, count)
  local names = cmsgpack.unpack(packed)
  for n = count + 1, #names do names[n] = nil end
  return names
end

local function decision(packed)
  local verdict, id, home, number, stories, sources, origins = unpack(cmsgpack.unpack(packed))
  local names = redis.call('HMGET', 'statements:seen:' .. id, 'sources', 'origins')
  local statement = redis.call('HGET', 'statements:known:' .. home, number)
  if not (names[1] and statement) then return false end
  return cmsgpack.pack({verdict, stories, first(names[1], sources), first(names[2], origins), statement})
end

for i, item in ipairs(asked) do
  local key, field, voice, buckets, tokens = unpack(item)
  local kept = redis.call('HGET', key, field)
  decided[i] = kept and decision(kept)
  if not known_voices[voice] then
    known_voices[voice] = true
    versions[#versions + 1] = voice
    versions[#versions + 1] = redis.call('GET', 'statements:version:' .. voice) or ''
  end
  if not decided[i] and #tokens > 0 then
    for _, bucket in ipairs(buckets) do
      local home = voice .. ':' .. bucket
      for _, number in ipairs(best_of(count(listed(home, tokens)))) do
        local place = home .. ':' .. number
        if not taken[place] then
          taken[place] = true
          found[#found + 1] = voice
          found[#found + 1] = redis.call('HGET', 'statements:known:' .. home, number)
        end
      end
    end
  end
end
return {decided, versions, found}
