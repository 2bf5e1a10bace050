/** Calls `stop`, once, when the process is told to end, or when npm that started it is gone. */
export function onStopSignal(stop: () => void): void {
  let told = false
  const once = () => {
    if (!told) stop()
    told = true
  }
  process.on('SIGTERM', once)
  process.on('SIGINT', once)
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(once)
}

/** A shell between npm and the host passes no signals on: it goes, and the host would stay. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && stop(), 250)
  timer.unref()
}
