-- wrk: searches with facets, of many kinds, in an order of their own for each thread.
local words = { "accord", "retrait", "réforme", "gouvernement", "tramway", "grève", "budget", "eau", "paix", "pour" }
local shapes = {
  "q=%s&facets=speaker,organisation,source,kind,verb,month",
  "q=%s&facets=speaker,source&sort=newest",
  "q=%s&from=2016&to=2019&facets=speaker,organisation,source,kind,verb,month",
  "q=%%22de+%s%%22&facets=speaker,month",
  "q=%s&speaker=personne-7&facets=source,month",
  "speaker=personne-3&facets=organisation,verb,month",
}
local function escaped(word)
  return (word:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end
function init()
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000)
end
function request()
  local word = escaped(words[math.random(#words)])
  local page = math.random(3)
  return wrk.format("GET", "/api/v1/quotes?" .. shapes[math.random(#shapes)]:gsub("%%%%", "%%"):gsub("%%s", (word:gsub("%%", "%%%%"))) .. "&page=" .. page)
end
