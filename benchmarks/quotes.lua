-- wrk: searches with facets, of many kinds, in an order of their own for each thread.
-- BENCH_PATH is what is asked (the API, or the page of results), BENCH_PERSON how ids of people begin.
local path = os.getenv("BENCH_PATH") or "/api/v1/quotes"
local person = os.getenv("BENCH_PERSON") or "personne-"
local words = { "accord", "retrait", "réforme", "gouvernement", "tramway", "grève", "budget", "eau", "paix", "pour" }
local shapes = {
  "q=%s&facets=speaker,organisation,source,kind,verb,month",
  "q=%s&facets=speaker,source&sort=newest",
  "q=%s&from=2016&to=2019&facets=speaker,organisation,source,kind,verb,month",
  "q=%%22de+%s%%22&facets=speaker,month",
  "q=%s&speaker=" .. person .. "7&facets=source,month",
  "speaker=" .. person .. "3&facets=organisation,verb,month",
}
local function escaped(word)
  return (word:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end
function init()
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000)
end
function request()
  local word = escaped(words[math.random(#words)])
  local shape = shapes[math.random(#shapes)]
  if path == "/search" then shape = shape:gsub("&?facets=[a-z,]+", "") end  -- the page asks for its own
  shape = shape:gsub("%%%%", "%%"):gsub("%%s", (word:gsub("%%", "%%%%")))
  return wrk.format("GET", path .. "?" .. shape .. "&page=" .. math.random(3))
end
function done(summary, latency)
  print(string.format("95%% %.2fms", latency:percentile(95) / 1000))
  print(string.format("Asked: %d", summary.requests))
end
