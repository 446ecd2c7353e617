import { type ChildProcess, spawn } from 'node:child_process'

const deathsAllowed = 2
const windowMs = 60_000
// The server drains for at most ten seconds; what still runs after that hangs.
const killAfterMs = 15_000
// 0: asked to stop. 1: refused to start and said why, which the next try would only repeat.
const finalCodes = [0, 1]
const exitCodeGivenUp = 70
const orphanCheckMs = 500

/** What a child's end leads to: nothing more, another start, or giving up. */
export type Verdict = 'ended' | 'restart' | 'give-up'

/** The server ends with this when somebody asked it to begin anew: no death, and nothing to complain of. */
export const exitCodeAsked = 75

/**
 * Judges how the server ended. An I/O error at commit makes it end on purpose, because only
 * opening the database again tells what was stored, so one death is no reason to give up; three
 * within a minute are. `deathsAtMs` holds the earlier deaths, on the same clock as `nowMs`.
 */
export function judge(code: number | null, deathsAtMs: readonly number[], nowMs: number): Verdict {
  if (code !== null && finalCodes.includes(code)) return 'ended'
  if (code === exitCodeAsked) return 'restart'
  const recent = deathsAtMs.filter((at) => nowMs - at < windowMs)
  return recent.length < deathsAllowed ? 'restart' : 'give-up'
}

/**
 * Runs Node with these arguments and starts it again when it dies unexpectedly. Signals to stop
 * are passed on. Resolves with the exit code to leave with: the server's own, 0 when it was
 * stopped, 70 when it died three times within a minute.
 */
export async function supervise(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const stop = listenForStop()
  const deathsAtMs: number[] = []
  for (;;) {
    const { code, signal } = await runOnce(args, environment, stop)
    if (stop.asked) return code ?? 0
    const nowMs = performance.now()
    const verdict = judge(code, deathsAtMs, nowMs)
    if (verdict === 'ended') return code ?? 0
    if (code === exitCodeAsked) continue
    deathsAtMs.push(nowMs)
    const how = signal ?? `exit code ${code}`
    if (verdict === 'give-up') {
      console.error(`The server stopped for the third time within a minute (${how}). It stays off.`)
      return exitCodeGivenUp
    }
    console.error(`The server stopped unexpectedly (${how}). Starting it again.`)
  }
}

type Stop = { asked: boolean; pass: (signal: NodeJS.Signals) => void }
type Ending = { code: number | null; signal: NodeJS.Signals | null }

function listenForStop(): Stop {
  const stop: Stop = { asked: false, pass: () => {} }
  const ask = (signal: NodeJS.Signals) => {
    // npm passes on what the terminal has sent already, so the same signal may come twice.
    if (stop.asked) return
    stop.asked = true
    stop.pass(signal)
  }
  process.on('SIGTERM', ask)
  process.on('SIGINT', ask)
  process.on('SIGHUP', () => ask('SIGTERM'))
  whenOrphanedByNpm(() => ask('SIGTERM'))
  return stop
}

// Asked to end, npm ends the shell between us and itself, which says nothing to its child.
function whenOrphanedByNpm(act: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const check = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(check)
    act()
  }, orphanCheckMs)
  check.unref()
}

function runOnce(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stop: Stop,
): Promise<Ending> {
  const child = spawn(process.execPath, args, {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const cancelKill = passSignals(child, stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      cancelKill()
      resolve({ code, signal })
    })
  })
}

function passSignals(child: ChildProcess, stop: Stop): () => void {
  let timer: NodeJS.Timeout | undefined
  stop.pass = (signal) => {
    child.kill(signal)
    timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  }
  return () => clearTimeout(timer)
}
