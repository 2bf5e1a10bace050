/** Entry of the tortured host: the real one, made to die where it is told to. Ends with the process that started it. */
import { startHost } from '../../infra/local/host.ts'
import { type Death, dieAt } from './deaths.ts'
import { type PlantName, plant } from './plants.ts'

export type HostOrders = { dataDir: string; cloudAssemblyDir: string; death?: Death; planted?: PlantName }

const { death, planted, ...options } = JSON.parse(process.argv[2] ?? '') as HostOrders
if (planted) plant(planted)
if (death) dieAt(death)
process.stdin.once('end', () => process.exit()).resume()

const { url } = await startHost(options)
process.stdout.write(`ready ${url}\n`)
