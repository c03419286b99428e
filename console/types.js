// What the operators' API answers, as far as the console reads it. Only types: no page imports this at run time.

/** @typedef {"read" | "operate" | "erase"} Role */

/**
 * @typedef {object} Me
 * @property {string} name
 * @property {Role} role
 */

/**
 * A problem as in RFC 9457.
 * @typedef {object} Problem
 * @property {string} [type]
 * @property {string} title
 * @property {string} [detail]
 * @property {string} [request_id]
 * @property {{detail: string, pointer?: string}[]} [errors]
 */

/**
 * Rates are per second, over the last minute.
 * @typedef {object} Overview
 * @property {string} version
 * @property {string} store
 * @property {string} readiness
 * @property {string} started_at
 * @property {number} uptime_ms
 * @property {Record<Rate, number>} rates
 * @property {number} active
 * @property {number} lapsed
 * @property {number} viewers
 * @property {number} connections
 * @property {{used_bytes: number, max_bytes: number}} heap
 * @property {string} server_time
 */

/** @typedef {"starts" | "refusals" | "evictions" | "heartbeats" | "errors"} Rate */

/**
 * @typedef {object} Stream
 * @property {string} stream_id
 * @property {"active" | "lapsed" | "ended"} status
 * @property {string} [video_name]
 * @property {string} [content_id]
 * @property {string} [content_type]
 * @property {string} [device_id]
 * @property {string} [device_name]
 * @property {string} [device_type]
 * @property {string} [profile]
 * @property {boolean} video_playing
 * @property {boolean} [uncounted]
 * @property {number} position_ms
 * @property {string} started_at
 * @property {string} [last_seen_at]
 * @property {string} [expires_at]
 * @property {string} [ended_at]
 * @property {string} [reason]
 * @property {string} [rule]
 * @property {string} [plan] the plan that held at the start
 * @property {number | null} [limit] the limit that held at the start; null if there was none
 * @property {Record<string, string>} [attributes]
 * @property {Record<string, string>} [facts]
 */

/**
 * @typedef {object} Override
 * @property {number | null} [limit] null is unlimited
 * @property {string} [plan]
 * @property {string} until
 * @property {string} [by]
 * @property {string} [note]
 */

/**
 * @typedef {object} Viewer
 * @property {string} viewer
 * @property {string} [plan]
 * @property {number | null} limit null is unlimited
 * @property {"override" | "plan" | "default"} limit_from
 * @property {string} at_limit
 * @property {unknown[]} [rules]
 * @property {Override | null} override
 * @property {number} active
 * @property {number} lapsed
 * @property {Stream[]} streams
 * @property {Stream[]} history
 * @property {string} [next_before]
 * @property {string} server_time
 */

/**
 * @typedef {object} AuditEntry
 * @property {string} at
 * @property {string} operator
 * @property {Role} role
 * @property {string} action
 * @property {string} subject
 * @property {string} [reason]
 * @property {string} request_id
 */

/** @typedef {{complete: boolean, repeat_after_ms?: number}} Erasure */

/** @typedef {{viewer: string, count: number, at_most: number}} TopViewer */

/** @typedef {{level: number, starts: number, viewers: number}} Level */

/** @typedef {{day: string, reached: Level[], attempted: Level[]}} Levels */

export {};
