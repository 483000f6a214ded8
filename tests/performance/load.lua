-- For wrk: asks for the addresses of a file in turn, and says at the end in one line of JSON what was answered.
local requests, at = {}, 0

function init(arguments)
   for line in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end

function request()
   at = at % #requests + 1
   return requests[at]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "seconds": %f, "bytes": %d, "errors": %d, "median": %f, "slowest_tenth": %f}\n',
      summary.requests, summary.duration / 1e6, summary.bytes,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50) / 1000, latency:percentile(90) / 1000))
end
