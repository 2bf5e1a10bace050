/** Entry of the tortured host: the real one, made to die where it is told to. Ends with the process that started it. */
import { startHost } from '../../infra/local/host.ts'
import { type Death, dieAt } from './deaths.ts'
import { dawdle, stopSweeping } from './hardships.ts'
import { type PlantName, plantNamed } from './plants.ts'

export type HostOrders = {
  dataDir: string
  cloudAssemblyDir: string
  /** It has a hard life (hardships.ts). */
  isHard?: boolean
  death?: Death
  planted?: PlantName
}
/** `url` once it is ready. Asked whether it rests, `rests` as soon as it does, or `restless` where it does not. */
export type HostNews = { url: string } | { rests: true } | { restless: string }

/** Longer than what the busiest machine needs for all that a death has left. */
const restsWithinMs = 600_000

const tell = (news: HostNews) => process.send?.(news)

const { death, planted, isHard, ...options } = JSON.parse(process.argv[2] ?? '') as HostOrders
if (planted) plantNamed(planted).plant()
if (death) dieAt(death)
if (isHard) {
  stopSweeping()
  dawdle()
}
process.once('disconnect', () => process.exit())

const { url, idle } = await startHost(options)
process.on('message', () => {
  idle(restsWithinMs).then(
    () => tell({ rests: true }),
    (error: Error) => tell({ restless: error.message }),
  )
})
tell({ url })
