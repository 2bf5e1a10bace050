import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { deliveries, newDataDir, post, removeDataDir, startFixture } from './fixture-app.ts'

const dataDir = newDataDir()
afterAll(() => removeDataDir(dataDir))

function spawnHost(): Promise<{ child: ChildProcess; url: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ child: ChildProcess; url: string }>()
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('./fixture-host.ts', import.meta.url)),
    dataDir,
  ])
  child.stdout.on('data', (chunk) => {
    const url = /^ready (\S+)$/m.exec(String(chunk))?.[1]
    if (url !== undefined) resolve({ child, url })
  })
  child.stderr.resume()
  child.on('exit', () => reject(new Error('The host ended early')))
  return promise
}

/** Posts until so many are answered, kills the host in the middle of the next; answers the subjects whose 201 arrived. */
async function postUntilKilled(round: number, answersMax: number): Promise<string[]> {
  const { child, url } = await spawnHost()
  const recorded: string[] = []
  const poster = async (name: string) => {
    for (let count = 0; recorded.length < answersMax; count++) {
      const subject = `r${round}/${name}${count}`
      const status = await post(url, subject).catch(() => undefined)
      if (status === 201) recorded.push(subject)
    }
    child.kill('SIGKILL')
  }
  await Promise.all(['a', 'b', 'c', 'd'].map(poster))
  return recorded
}

it('delivers, after kill -9 at any time, everything that was answered', async () => {
  const recorded: string[] = []
  for (const [round, answersMax] of [5, 40].entries())
    recorded.push(...(await postUntilKilled(round, answersMax)))
  const host = await startFixture(dataDir)
  await host.idle()
  const seen = await deliveries(host.awsUrl)
  expect(recorded.filter((subject) => !seen.has(`${subject}/1`))).toStrictEqual([])
  await host.stop()
})
