// Preloaded into a supervised server: when the parent is gone without a word, nobody would pass on
// a signal or start the server again, so it stops as if it had been asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
