-- Look-up and claim of pages, a batch in one call. Beginnings set by article_store.py: ALIKE, LEAST, ENOUGH.
--
-- KEYS  the namespace's state, then for each generation its index, texts and decisions
-- ARGV  window (s), epoch, number of the last text seen, names of the generations joined by blanks, number of entries,
--       then for each entry: generation, time, key, fingerprints asked for;
--       to claim, for each entry to keep besides: its place, decision, record (or empty), fingerprints to be found by
--
-- Index: a hash of buckets, bucket -> postings of 8 bytes (fingerprint, text number). Buckets split one at a time as
-- postings grow (linear hashing, Litwin 1980), so that a bucket holds some fifty and no step is long.
local PER_BUCKET = 48
local find, sub, unpack4 = string.find, string.sub, struct.unpack
local window, epoch, since = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local entries, FIRST = tonumber(ARGV[5]), 6

local generations, numbers = {}, {}
for name in string.gmatch(ARGV[4], '%S+') do
  local at = #numbers * 3
  numbers[#numbers + 1] = tonumber(name)
  generations[tonumber(name)] = {index = KEYS[at + 2], texts = KEYS[at + 3], decisions = KEYS[at + 4], buckets = {}}
end

local function entry(i)
  local at = FIRST + (i - 1) * 4
  return tonumber(ARGV[at]), tonumber(ARGV[at + 1]), ARGV[at + 2], ARGV[at + 3]
end

-- `round` is the greatest power of two up to the number of buckets
local function resize(generation, size)
  generation.size, generation.round = size, 1
  while generation.round * 2 <= size do generation.round = generation.round * 2 end
end

local function size_of(generation)
  if not generation.size then
    local state = redis.call('HMGET', generation.index, 'size', 'postings')
    resize(generation, tonumber(state[1] or 0))
    generation.postings = tonumber(state[2] or 0)
  end
  return generation.size
end

local function bucket_of(fingerprint, generation)
  local bucket = fingerprint % (generation.round * 2)
  if bucket >= generation.size then bucket = bucket - generation.round end
  return bucket
end

local function fetch(generation, wanted)
  local names = {}
  for bucket in pairs(wanted) do
    if generation.buckets[bucket] == nil then names[#names + 1] = bucket end
  end
  for a = 1, #names, 1000 do
    local b = math.min(a + 999, #names)
    local found = redis.call('HMGET', generation.index, unpack(names, a, b))
    for i = a, b do generation.buckets[names[i]] = found[i - a + 1] or '' end
  end
end

local function fetch_asked()
  local wanted = {}
  for i = 1, entries do
    local own, _, _, asked = entry(i)
    for g = own - 1, own + 1 do
      local generation = generations[g]
      if size_of(generation) > 0 then
        local set = wanted[g] or {}
        wanted[g] = set
        for at = 1, #asked, 4 do set[bucket_of(unpack4('<I4', asked, at), generation)] = true end
      end
    end
  end
  for g, set in pairs(wanted) do fetch(generations[g], set) end
end

-- text number -> places in `asked`, and the generation of each text
local function shared_with(own, asked)
  local found, home = {}, {}
  for g = own - 1, own + 1 do
    local generation = generations[g]
    local buckets, size = generation.buckets, size_of(generation)
    for at = 1, size > 0 and #asked or 0, 4 do
      local postings, four = buckets[bucket_of(unpack4('<I4', asked, at), generation)], sub(asked, at, at + 3)
      local hit = find(postings, four, 1, true)
      while hit do
        if hit % 8 == 1 then
          local number = unpack4('<I4', postings, hit + 4)
          if number > since then
            local places = found[number] or {}
            places[#places + 1] = at
            found[number], home[number] = places, generation
          end
        end
        hit = find(postings, four, hit + 1, true)
      end
    end
  end
  return found, home
end

local records = {}
local function record_of(number, generation)
  if records[number] == nil then
    records[number] = redis.call('HGET', generation.texts, struct.pack('<I4', number))
  end
  return records[number]
end

-- `contenders` of article_index.py: each a list of its number and of the places in what was asked for that it has
local function contenders(own, time, asked, sent)
  local found, home = shared_with(own, asked)
  local least, order = #asked / 4 >= ENOUGH and LEAST or 1, {}
  for number, places in pairs(found) do
    if #places >= least then order[#order + 1] = number end
  end
  table.sort(order, function(a, b) return #found[a] > #found[b] or #found[a] == #found[b] and a < b end)
  local out, met = {}, {}
  for _, number in ipairs(order) do
    local new = 0
    for _, at in ipairs(found[number]) do if not met[at] then new = new + 1 end end
    if #out < ALIKE or new > 0 then
      local record = record_of(number, home[number])
      if record and math.abs(time - struct.unpack('<I4', record)) <= window then
        if #out < ALIKE or new >= LEAST then sent[number] = record end
        local one = {number}
        for _, at in ipairs(found[number]) do
          met[at] = true
          one[#one + 1] = (at - 1) / 4
        end
        out[#out + 1] = one
      end
    end
  end
  return #out > 0 and cmsgpack.pack(out) or ''
end

local function decisions()
  local places, keys, out = {}, {}, {}
  for i = 1, entries do
    local own, _, key = entry(i)
    places[own], keys[own] = places[own] or {}, keys[own] or {}
    table.insert(places[own], i)
    table.insert(keys[own], key)
  end
  for own, list in pairs(keys) do
    for a = 1, #list, 1000 do
      local found = redis.call('HMGET', generations[own].decisions, unpack(list, a, math.min(a + 999, #list)))
      for i = 1, #found do out[places[own][a + i - 1]] = found[i] end
    end
  end
  return out
end

local function state()
  local now = redis.call('HMGET', KEYS[1], 'epoch', 'number')
  if not now[1] then
    local time = redis.call('TIME')
    now = {time[1] .. string.format('%06d', time[2]), '0'}
    redis.call('HSET', KEYS[1], 'epoch', now[1], 'number', now[2])
  end
  return now
end

local function look(now)
  if epoch ~= now[1] then since = 0 end
  local candidates, sent, order, texts = {}, {}, {}, {}
  if tonumber(now[2]) > since then fetch_asked() end
  for i = 1, entries do
    local own, time, _, asked = entry(i)
    candidates[i] = tonumber(now[2]) > since and contenders(own, time, asked, sent) or ''
  end
  for number, record in pairs(sent) do
    order[#order + 1] = struct.pack('<I4', number)
    texts[#texts + 1] = record
  end
  return {now[1], tonumber(now[2]), decisions(), candidates, table.concat(order), texts}
end

local function split(generation)
  local round = generation.round
  local source, target = generation.size - round, generation.size
  local postings = redis.call('HGET', generation.index, source) or ''
  local stay, go = {}, {}
  for at = 1, #postings, 8 do
    local list = struct.unpack('<I4', postings, at) % (round * 2) == source and stay or go
    list[#list + 1] = string.sub(postings, at, at + 7)
  end
  redis.call('HSET', generation.index, source, table.concat(stay), target, table.concat(go))
  resize(generation, target + 1)
end

local function add(generation, fresh)
  size_of(generation)
  resize(generation, math.max(generation.size, 1))
  generation.postings = generation.postings + #fresh
  while generation.postings > PER_BUCKET * generation.size do split(generation) end
  local lists, set = {}, {}
  for _, posting in ipairs(fresh) do
    local bucket = bucket_of(struct.unpack('<I4', posting), generation)
    lists[bucket] = lists[bucket] or {}
    table.insert(lists[bucket], posting)
  end
  generation.buckets = {}
  fetch(generation, lists)
  for bucket, list in pairs(lists) do
    set[#set + 1] = bucket
    set[#set + 1] = generation.buckets[bucket] .. table.concat(list)
    if #set >= 1000 then
      redis.call('HSET', generation.index, unpack(set))
      set = {}
    end
  end
  redis.call('HSET', generation.index, 'size', generation.size, 'postings', generation.postings, unpack(set))
end

local function claim(now)
  local number, fresh = tonumber(now[2]), {}
  for at = FIRST + entries * 4, #ARGV, 4 do
    local own, _, key = entry(tonumber(ARGV[at]))
    local generation = generations[own]
    redis.call('HSET', generation.decisions, key, ARGV[at + 1])
    fresh[own] = fresh[own] or {}
    if ARGV[at + 2] ~= '' then
      number = number + 1
      local name = struct.pack('<I4', number)
      redis.call('HSET', generation.texts, name, ARGV[at + 2])
      for i = 1, #ARGV[at + 3], 4 do table.insert(fresh[own], string.sub(ARGV[at + 3], i, i + 3) .. name) end
    end
  end
  redis.call('HSET', KEYS[1], 'number', number)
  for own, postings in pairs(fresh) do
    local generation = generations[own]
    if #postings > 0 then add(generation, postings) end
    for _, key in ipairs({generation.index, generation.texts, generation.decisions}) do
      redis.call('EXPIRE', key, window)
    end
  end
end

local now = state()
local claims = #ARGV >= FIRST + entries * 4
if not claims then return look(now) end
local later = look(now)
local stale = epoch ~= now[1]
for at = FIRST + entries * 4, #ARGV, 4 do
  if later[3][tonumber(ARGV[at])] then stale = true end
end
for i = 1, entries do
  if later[4][i] ~= '' then stale = true end
end
if stale then return later end
claim(now)
return false
