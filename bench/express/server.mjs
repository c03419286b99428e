// A limit of three streams a viewer as it is written in a weekend, to be compared with: it reads the count, compares,
// and writes. Two starts that read before either has written are both admitted.
//
// usage: node server.mjs <port> <port of Redis>

import express from 'express'
import { randomUUID } from 'node:crypto'
import { createClient } from 'redis'

const [port, redisPort] = process.argv.slice(2).map(Number)
const limit = 3
const leaseMs = 90_000

const redis = await createClient({ url: `redis://127.0.0.1:${redisPort}` }).connect()
const app = express()
app.use(express.json())

app.get('/health/ready', (request, response) => response.json({ status: 'ready' }))

app.post('/api/v1/stream', async (request, response) => {
  const viewer = request.get('x-forwarded-for')
  const key = `streams:${viewer}`
  const now = Date.now()
  await redis.zRemRangeByScore(key, '-inf', now)
  if ((await redis.zCard(key)) >= limit) {
    return response.status(409).json({ error: 'stream limit reached' })
  }
  const id = randomUUID()
  await redis.zAdd(key, { score: now + leaseMs, value: id })
  await redis.pExpire(key, leaseMs)
  response.status(201).json({ stream_id: id, viewer, ...request.body })
})

app.delete('/api/v1/streams/:id', async (request, response) => {
  await redis.zRem(`streams:${request.get('x-forwarded-for')}`, request.params.id)
  response.status(204).end()
})

app.listen(port, '127.0.0.1')
