import { spawn } from 'node:child_process'

export type Program = {
  origin: string
  processId: number
  /** Asks for a line by a signal, and waits for the one that begins with this word. */
  ask(signal: NodeJS.Signals, word: string): Promise<string>
  stop(): Promise<void>
}

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
    let asked: ((line: string) => void) | undefined
    let wanted = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const line = output.split('\n').findLast((one) => wanted !== '' && one.startsWith(wanted))
      if (line && output.endsWith('\n')) asked?.(line.slice(wanted.length + 1))
      const origin = /https?:\/\/[^\s"]+/.exec(output)?.[0]
      if (!origin) return
      resolve({
        origin: new URL(origin).origin,
        processId: child.pid ?? 0,
        ask: (signal, word) =>
          new Promise((answer) => {
            output = ''
            wanted = word
            asked = answer
            child.kill(signal)
          }),
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
