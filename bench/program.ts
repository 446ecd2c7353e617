import { spawn } from 'node:child_process'

export type Program = { origin: string; processId: number; stop(): Promise<void> }

/**
 * Starts a server and waits for the URL it prints. Rejects with what it said when it ends before.
 * `stop` asks it to end and waits until it has.
 */
export function startProgram(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Program> {
  const child = spawn(process.execPath, words, {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const origin = /https?:\/\/[^\s"]+/.exec(output)?.[0]
      if (!origin) return
      resolve({
        origin: new URL(origin).origin,
        processId: child.pid ?? 0,
        stop: () => {
          child.kill('SIGTERM')
          return ended
        },
      })
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`It ended with ${code} and said: ${output}`)))
  })
}
