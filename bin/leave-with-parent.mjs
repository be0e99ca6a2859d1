// Loaded into the launcher's own children: a launcher killed with -9 cannot stop them, but its channel to them closes.
// They leave at once, so that their ports and jobs are free for the next start.
if (process.channel && process.env.ATRIUM_LAUNCHER === String(process.ppid)) {
  process.on('disconnect', () => process.exit(1))
  process.channel.unref()
}
