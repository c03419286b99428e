---------------------------- MODULE ItemProtocol ----------------------------
(***************************************************************************)
(* One viewer's item in DynamoDB, and the conditional updates with which   *)
(* any number of nodes change it. A node keeps nothing between two calls,  *)
(* so all that is known of it here is how far its clock is ahead.          *)
(*                                                                         *)
(* Sending and arriving are separate steps. What is on its way may arrive  *)
(* late, never, or more than once (the SDK repeats a request whose answer  *)
(* it did not get), until it is Delay old. What has been applied counts as *)
(* acknowledged, whether or not its answer got through: that is the harder *)
(* promise to keep.                                                        *)
(*                                                                         *)
(* README.md beside this file says how to read and run it.                 *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS
  Streams,      \* the sids that players may start
  SameDevice,   \* those of them that one device starts, one at a time
  Grouped,      \* those of them that a rule bounds, as one group
  Free,         \* those of them that a plan may leave uncounted: whether it does, a start says
  Namers,       \* those of them that take over: their start names every other stream
  Limits,       \* that may hold for a start without an override
  GroupLimits,  \* that may hold for a start in the group, at least 1
  MostUncounted,\* the bound on uncounted streams
  OverrideLimits, \* that an operator may set in place of the limit
  Terms,        \* for how long such an override may hold
  Operations,   \* how often an operator sets an override or removes it
  Repeated,     \* those of them that a player may ask for a second time
  Erasures,     \* how many calls may erase the viewer; without any there is no history either
  Beats,        \* how many heartbeats may be on their way at once
  Leavers,      \* those whose player may leave, once each, and come back
  Amendments,   \* how often a stream's data may be changed
  Lease,        \* how long a stream stays live after a sign of life
  Grace,        \* how long it stays live after its player has left
  Delay,        \* how old a request can be when it arrives
  Ahead,        \* how far ahead the clocks are by which nodes judge: a set
  Horizon,      \* the instant at which time stops
  Mutant        \* what has been broken on purpose: see Mutants

Mutants == {
  "none",
  "displaced-unchecked",  \* a swap without its #D.x = :x0 terms
  "size-unchecked",       \* a blind start without its size condition
  "devices-unchecked",    \* a blind start without its devs term
  "ended-unchecked",      \* a blind start without attribute_not_exists(#R)
  "zero-blind",           \* a blind start in spite of a limit of 0
  "group-unchecked",      \* a blind start in the group by size(ids), not attribute_not_exists(ids)
  "uncounted-unchecked",  \* a blind start without its size condition on un
  "named-unchecked",      \* a blind start that names streams without attribute_not_exists(un)
  "override-unchecked",   \* a blind start without attribute_not_exists(o)
  "override-unversioned", \* an override that is set or removed without v + 1
  "override-uncompared",  \* the same, and a swap that removes an expired override unseen
  "override-blind",       \* an override that is set or removed without v = :v
  "expired-uncompared",   \* an expired override that is removed on its own without o.u = :until
  "uncounted-kept",       \* an end without DELETE un
  "uncounted-counted",    \* a node counts uncounted streams
  "version-unchecked",    \* a swap without v = :v
  "copied-by-node",       \* a swap that writes E as it was read, not #E = #D
  "renews-backwards",     \* a heartbeat without #L.x < :expires
  "leave-unchecked",      \* a leave without #L.x = :told
  "leave-renews",         \* a leave that writes now + Grace, not the earlier of that and x
  "erased-unversioned",   \* an erasure without v + 1
  "erased-blind",         \* an erasure without v = :v
  "erased-forgotten",     \* an erasure that leaves no tombstones
  "erased-early",         \* an erasure that is complete while requests from before are on their way
  "settled-unchecked",    \* a row of history that is settled without #E.s = :E
  "return-unwritten",     \* a player that comes back is answered by a read
  "own-clock",            \* a node judges by its own clock, which it knows to be off
  "late"}                 \* nothing broken: a request outlives its answer

ASSUME
  /\ SameDevice \subseteq Streams /\ Repeated \subseteq Streams /\ Leavers \subseteq Streams
  /\ Grouped \subseteq Streams /\ Free \subseteq Streams /\ Namers \subseteq Streams
  /\ Limits \subseteq Nat /\ Erasures \in Nat
  /\ OverrideLimits \subseteq Nat /\ GroupLimits \subseteq Nat \ {0}
  /\ MostUncounted >= 1 /\ Terms \subseteq Nat \ {0} /\ Operations \in Nat
  /\ Lease >= 1 /\ Grace >= 1 /\ Delay >= 0
  /\ Mutant \in Mutants

VARIABLES
  now,      \* true time, which no node knows
  item,     \* the item, as the table has it
  calls,    \* of each stream and try: how far its start has come
  beats,    \* the heartbeats on their way
  leaves,   \* the leaves on their way
  sets,     \* the overrides on their way, and removals by the operator
  removals, \* the removals of expired overrides on their way
  player,   \* of each stream: whether its player "stays", has "left" or is "back"
  told,     \* of each stream: the last change of its data that was acknowledged
  promised, \* of each member: until when its player was told that it is live
  erasure,  \* the rows of history, and what erases them and the item
  operator, \* the override that was last acknowledged, and how many operations are left
  faults    \* what has happened that never may and that no state shows later

vars ==
  <<now, item, calls, beats, leaves, sets, removals, player, told, promised, operator, faults,
    erasure>>

(***************************************************************************)
(* The item                                                                *)
(***************************************************************************)

Absent == [is |-> "absent"]
Is(x) == x.is # "absent"

Marks(streams) == IF streams \cap SameDevice = {} THEN {} ELSE {"device"}

\* ids, un, devs, v: the members that count, those that do not, the device marks of both, and the
\* version of all that a decision rests on. o: the override.
\* L: a member's expiry x and data m, and whether it counts, of which the table keeps only ids and
\* un. R: why a stream ended, and whether it has the mark of its content. E: the data it ended with.
NoItem == [
  ids |-> {}, un |-> {}, devs |-> {}, v |-> 0, o |-> Absent,
  L |-> [s \in Streams |-> Absent],
  R |-> [s \in Streams |-> Absent],
  E |-> [s \in Streams |-> Absent]]

Member(x, counts) == [is |-> "member", x |-> x, m |-> 0, counts |-> counts]
Tombstone(reason) == [is |-> "tombstone", reason |-> reason, marked |-> FALSE]
Ended(data) == [is |-> "ended", m |-> data]
Never == -1  \* when a viewer was erased that was not
Override(limit, until) == [is |-> "override", limit |-> limit, until |-> until]

HoldsAt(override, clock) == Is(override) /\ override.until > clock
IsOverAt(override, clock) == Is(override) /\ override.until <= clock

(***************************************************************************)
(* What the kernel decides (LeaseSet.decide), on an item that was read. It *)
(* may choose freely among live members to evict: rules and players do.    *)
(* An override that has expired by the clock of the call is as none.       *)
(***************************************************************************)

Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b
Latest == CHOOSE a \in Ahead : \A b \in Ahead : b <= a
OfSize(n, streams) == {c \in SUBSET streams : Cardinality(c) = n}

LongestLapsed(n, lapsed) ==
  {c \in OfSize(n, lapsed) : \A a \in c : \A b \in lapsed \ c : item.L[a].x <= item.L[b].x}

IsLapsed(d, call) == item.L[d].x <= call.clock

\* The limit that holds for a start, by the item.
Limit(call) == IF HoldsAt(item.o, call.clock) THEN item.o.limit ELSE call.limit

\* The members that the limit and the rule count, or the bound on uncounted streams.
Counted(call) ==
  IF ~call.counts THEN item.un
  ELSE item.ids \cup (IF Mutant = "uncounted-counted" THEN item.un ELSE {})

\* Those whose slot a start takes whether or not there is room.
Replaced(s) == IF s \in SameDevice THEN (item.ids \cup item.un) \cap SameDevice ELSE {}
Named(s) == IF s \in Namers THEN (item.ids \cup item.un) \ Replaced(s) ELSE {}
Others(s, call) == Counted(call) \ (Replaced(s) \cup Named(s))

\* The choices of members to end, if at most `max` of these and the new one may be left.
Freed(members, max, call) ==
  LET needed == Max(0, Cardinality(members) + 1 - max)
      lapsed == {d \in members : IsLapsed(d, call)}
      displacing == Min(needed, Cardinality(lapsed))
  IN  {displaced \cup evicted : displaced \in LongestLapsed(displacing, lapsed),
                               evicted \in OfSize(needed - displacing, members \ lapsed)}

\* For the rule first, then for the limit.
Choices(s, call) ==
  LET others == Others(s, call)
      max == IF call.counts THEN Limit(call) ELSE MostUncounted
  IN  UNION {{forRule \cup forLimit : forLimit \in Freed(others \ forRule, max, call)} :
        forRule \in IF call.counts /\ s \in Grouped
                    THEN Freed(others \cap Grouped, call.group, call) ELSE {{}}}

\* A swap that admits s and ends `freed`. `had` is what the node read of those that it takes the
\* slot of, `o` the override that it read.
Swap(s, call, freed) ==
  LET displaced == {d \in freed : IsLapsed(d, call)}
      gone == freed \cup Replaced(s) \cup Named(s)
      ids == (item.ids \ gone) \cup (IF call.counts THEN {s} ELSE {})
      un == (item.un \ gone) \cup (IF call.counts THEN {} ELSE {s})
      reasons == [d \in gone |-> IF d \in displaced THEN "lapsed"
                                 ELSE IF d \in Replaced(s) THEN "replaced" ELSE "evicted"]
  IN  [is |-> "swap", v |-> item.v, ids |-> ids, un |-> un, devs |-> Marks(ids \cup un),
       displaced |-> displaced, reasons |-> reasons, had |-> [d \in gone |-> item.L[d]],
       o |-> item.o]

\* A limit of 0 refuses uncounted streams too.
Swaps(s, call) ==
  IF Limit(call) = 0 THEN {} ELSE {Swap(s, call, freed) : freed \in Choices(s, call)}

\* Whether the start can be refused: live streams fill a bound, and no rule gives one up.
IsFull(s, call) ==
  LET live == {d \in Others(s, call) : ~IsLapsed(d, call)}
  IN  \/ Limit(call) = 0
      \/ Cardinality(live) >= IF call.counts THEN Limit(call) ELSE MostUncounted
      \/ call.counts /\ s \in Grouped /\ Cardinality(live \cap Grouped) >= call.group

(***************************************************************************)
(* A start                                                                 *)
(***************************************************************************)

Tries(s) == IF s \in Repeated THEN 1..2 ELSE {1}

\* A call is underway for as long as a request of it may arrive, for the first time or again.
Underway(at, clock, limit, group, counts) ==
  [is |-> "underway", answer |-> "none", at |-> at, clock |-> clock, limit |-> limit,
   group |-> group, counts |-> counts, swap |-> Absent]
Over(answer) == [is |-> "over", answer |-> answer]

IsUnderway(call) == call.is = "underway"
IsAnswered(call, answer) == Is(call) /\ call.answer = answer

\* The limits that may hold for a call. Its clock says whether an override has expired, but a node
\* whose clock is further ahead may have removed it by then.
HeldLimits(call) ==
  LET o == operator.o
  IN  IF ~HoldsAt(o, call.clock) THEN {call.limit}
      ELSE IF HoldsAt(o, now + Latest) THEN {o.limit} ELSE {o.limit, call.limit}

\* Whether any bound that held for the start of s is exceeded by these members.
Exceeds(s, call, members) ==
  LET counted == {t \in members : item'.L[t].counts}
      IsOver(limit) ==
        IF call.counts THEN Cardinality(counted) > limit
        ELSE limit = 0 \/ Cardinality(members \ counted) > MostUncounted
  IN  \/ \A limit \in HeldLimits(call) : IsOver(limit)
      \/ call.counts /\ s \in Grouped /\ Cardinality(counted \cap Grouped) > call.group

\* Whether no bound was reached by the members that count.
HasRoom(s, call) ==
  LET counted == {t \in Streams : Is(item.L[t]) /\ item.L[t].counts}
  IN  /\ \A limit \in HeldLimits(call) : Cardinality(counted) < limit
      /\ s \in Grouped => Cardinality(counted \cap Grouped) < call.group

\* The condition of the call's request failed and brought the item: decide on what it shows. The
\* answer to a request that arrives again when the call has its answer is heard by nobody.
decide(s, k) ==
  LET call == calls[s, k]
      refused == IF Mutant = "late" THEN [call EXCEPT !.answer = "refused"] ELSE Over("refused")
  IN  /\ call.answer = "none"
      /\ IF Is(item.L[s]) THEN calls' = [calls EXCEPT ![s, k].answer = "admitted"]
         ELSE IF Is(item.R[s]) THEN calls' = [calls EXCEPT ![s, k] = Over("gone")]
         ELSE \/ IsFull(s, call) /\ calls' = [calls EXCEPT ![s, k] = refused]
              \/ \E swap \in Swaps(s, call) : calls' = [calls EXCEPT ![s, k].swap = swap]
      /\ faults' = faults \cup
           (IF calls'[s, k].answer = "refused" /\ call.counts /\ HasRoom(s, call)
            THEN {"refused with room"} ELSE {})
      /\ UNCHANGED <<now, item, beats, leaves, sets, removals, player, told, promised,
                     operator, erasure>>

\* The call's change is applied.
admit(s, k, next, displaced) ==
  /\ item' = next
  /\ calls' = [calls EXCEPT ![s, k].answer = IF @ = "none" THEN "admitted" ELSE @]
  /\ promised' = TLCEval([t \in Streams |->
       IF t = s THEN next.L[s].x ELSE IF Is(next.L[t]) THEN promised[t] ELSE 0])
  /\ faults' = faults
       \cup (IF Exceeds(s, calls[s, k], {t \in Streams : Is(next.L[t])})
             THEN {"admitted above a bound"} ELSE {})
       \cup (IF s \in Namers /\ \E t \in Streams \ {s} : Is(next.L[t])
             THEN {"admitted beside a named stream"} ELSE {})
       \cup (IF Is(item.L[s]) \/ Is(item.R[s]) \/ (s \in erasure.before /\ ~erasure.isComplete)
             THEN {"admitted twice"} ELSE {})
       \cup (IF \E d \in displaced : promised[d] > Min(calls[s, k].clock, now + Latest)
             THEN {"displaced when live"} ELSE {})
  /\ erasure' = [erasure EXCEPT !.before = @ \ {s}, !.settles = {z \in @ : z.s # s}]
  /\ UNCHANGED <<now, beats, leaves, sets, removals, player, told, operator>>

\* A player asks some node, for the first time or because it got no answer.
ask(s, k, ahead, limit, group, counts) ==
  /\ ~Is(calls[s, k])
  /\ k > 1 => Is(calls[s, k - 1])
  /\ calls' = [calls EXCEPT ![s, k] = Underway(now, now + ahead, limit, group, counts)]
  /\ UNCHANGED <<now, item, beats, leaves, sets, removals, player, told,
                 promised, operator, faults, erasure>>

\* The blind first update arrives. With a limit of 0 there is none, but a read. Room for the first
\* stream is room by any rule.
start(s, k) ==
  LET call == calls[s, k]
      isFirst == item.ids = {}
      fits ==
        /\ call.limit > 0 \/ Mutant = "zero-blind"
        /\ ~Is(item.o) \/ Mutant = "override-unchecked"
        /\ ~Is(item.L[s])
        /\ ~Is(item.R[s]) \/ Mutant = "ended-unchecked"
        /\ IF s \in Namers THEN isFirst /\ (item.un = {} \/ Mutant = "named-unchecked")
           ELSE IF ~call.counts
           THEN Cardinality(item.un) < MostUncounted \/ Mutant = "uncounted-unchecked"
           ELSE IF s \in Grouped /\ Mutant # "group-unchecked" THEN isFirst
           ELSE isFirst \/ Cardinality(item.ids) < call.limit \/ Mutant = "size-unchecked"
        /\ Marks({s}) \cap item.devs = {} \/ Mutant = "devices-unchecked"
      next == [item EXCEPT !.L[s] = Member(call.clock + Lease, call.counts), !.v = @ + 1,
                           !.ids = @ \cup (IF call.counts THEN {s} ELSE {}),
                           !.un = @ \cup (IF call.counts THEN {} ELSE {s}),
                           !.devs = @ \cup Marks({s})]
  IN  /\ IsUnderway(call)
      /\ IF fits THEN admit(s, k, next, {}) ELSE ~Is(call.swap) /\ decide(s, k)

\* The compare-and-swap arrives. It removes an override that had expired.
swap(s, k) ==
  LET call == calls[s, k]
      asked == call.swap
      gone == DOMAIN asked.reasons
      removes == IsOverAt(asked.o, call.clock)
      fits ==
        /\ item.v = asked.v \/ Mutant = "version-unchecked"
        /\ \A d \in asked.displaced :
             \/ Is(item.L[d]) /\ item.L[d].x = asked.had[d].x
             \/ Mutant = "displaced-unchecked"
        /\ removes => \/ Is(item.o) /\ item.o.until = asked.o.until
                      \/ Mutant = "override-uncompared"
      copied(d) == IF Mutant = "copied-by-node" THEN asked.had[d] ELSE item.L[d]
      next == [
        ids |-> asked.ids, un |-> asked.un, devs |-> asked.devs, v |-> asked.v + 1,
        o |-> IF removes THEN Absent ELSE item.o,
        L |-> [t \in Streams |-> IF t = s THEN Member(call.clock + Lease, call.counts)
                                 ELSE IF t \in gone THEN Absent ELSE item.L[t]],
        R |-> [t \in Streams |-> IF t \in gone THEN Tombstone(asked.reasons[t]) ELSE item.R[t]],
        E |-> [t \in Streams |->
                 IF t \in gone /\ Is(copied(t)) THEN Ended(copied(t).m) ELSE item.E[t]]]
  IN  /\ IsUnderway(call) /\ Is(asked)
      /\ IF fits THEN admit(s, k, next, asked.displaced) ELSE decide(s, k)

(***************************************************************************)
(* A running stream                                                        *)
(***************************************************************************)

IsKnownToPlayer(s) == \E k \in Tries(s) : IsAnswered(calls[s, k], "admitted")

\* A player sends a heartbeat by some node. One whose player has left says that it is back.
beat(s, ahead) ==
  /\ IsKnownToPlayer(s)
  /\ Cardinality(beats) < Beats
  /\ ~\E l \in leaves : l.s = s /\ l.at = now  \* nobody leaves and returns in one instant
  /\ beats' = beats \cup
       {[s |-> s, x |-> now + ahead + Lease, at |-> now, back |-> player[s] = "left"]}
  /\ UNCHANGED <<now, item, calls, leaves, sets, removals, player, told,
                 promised, operator, faults, erasure>>

\* The heartbeat arrives, and may again. It does not touch v. If its lease does not end later than
\* the one on record, it changes nothing, and is answered by the member that its condition brings.
renew(b) ==
  LET isNewer == item.L[b.s].x < b.x \/ Mutant = "renews-backwards"
      isRead == b.back /\ Mutant = "return-unwritten"
  IN  /\ Is(item.L[b.s])
      /\ player' = [player EXCEPT ![b.s] = IF b.back THEN "back" ELSE @]
      /\ IF isNewer /\ ~isRead
         THEN /\ item' = [item EXCEPT !.L[b.s].x = b.x]
              /\ promised' = [promised EXCEPT ![b.s] = Max(@, b.x)]
         ELSE UNCHANGED <<item, promised>>
      /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, told, operator, faults, erasure>>

\* A player leaves: it says until when it was told that its stream is live.
depart(s, ahead) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ s \in Leavers /\ player[s] = "stays"
  /\ player' = [player EXCEPT ![s] = "left"]
  /\ leaves' = leaves \cup {[s |-> s, told |-> promised[s], x |-> now + ahead + Grace, at |-> now]}
  /\ UNCHANGED <<now, item, calls, beats, sets, removals, told, promised, operator, faults,
                 erasure>>

\* The leave arrives, and may again. It cuts only a lease that still ends as its player was told.
leave(l) ==
  LET cut == IF Mutant = "leave-renews" THEN l.x ELSE Min(l.x, item.L[l.s].x)
  IN  /\ Is(item.L[l.s])
      /\ item.L[l.s].x = l.told \/ Mutant = "leave-unchecked"
      /\ item' = [item EXCEPT !.L[l.s].x = cut]
      /\ promised' = [promised EXCEPT ![l.s] = IF player[l.s] = "left" THEN cut ELSE @]
      /\ faults' = faults
           \cup (IF cut > item.L[l.s].x THEN {"lengthened by a leave"} ELSE {})
      /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told, operator, erasure>>

\* A player's end arrives. It says nothing that could be out of date: whenever it comes, it comes in
\* one step, and a second time it changes nothing.
end(s) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ item' = [item EXCEPT
       !.L[s] = Absent, !.R[s] = Tombstone("ended"), !.E[s] = Ended(item.L[s].m),
       !.ids = @ \ {s}, !.un = IF Mutant = "uncounted-kept" THEN @ ELSE @ \ {s},
       !.devs = @ \ Marks({s}), !.v = @ + 1]
  /\ promised' = [promised EXCEPT ![s] = 0]
  /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told, operator, faults,
                 erasure>>

\* A change of the stream's data, decided on the data it replaces: only then does it fit.
amend(s) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ item.L[s].m < Amendments
  /\ item' = [item EXCEPT !.L[s].m = @ + 1]
  /\ told' = [told EXCEPT ![s] = item.L[s].m + 1]
  /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, promised, operator,
                 faults, erasure>>

(***************************************************************************)
(* An override                                                             *)
(***************************************************************************)

\* An operator sets an override, or removes any: then `next` is Absent. A node reads the item.
set(next) ==
  /\ operator.left > 0
  /\ sets' = sets \cup {[next |-> next, v |-> item.v, at |-> now, done |-> FALSE]}
  /\ operator' = [operator EXCEPT !.left = @ - 1]
  /\ UNCHANGED <<now, item, calls, beats, leaves, removals, player, told, promised, faults,
                 erasure>>

\* Its compare-and-swap arrives, and may again. If it does not fit, it is made anew for the item
\* that came with the failure, unless that has the override.
override(r) ==
  LET fits == item.v = r.v \/ Mutant = "override-blind"
      isVersioned == Mutant \notin {"override-unversioned", "override-uncompared"}
      others == sets \ {r}
  IN  /\ IF fits
         THEN /\ item' = [item EXCEPT !.o = r.next, !.v = IF isVersioned THEN @ + 1 ELSE @]
              /\ operator' = IF r.done THEN operator ELSE [operator EXCEPT !.o = r.next]
              /\ sets' = others \cup {[r EXCEPT !.done = TRUE]}
         ELSE /\ ~r.done
              /\ sets' = others \cup {IF item.o = r.next THEN [r EXCEPT !.done = TRUE]
                                       ELSE [r EXCEPT !.v = item.v]}
              /\ UNCHANGED <<item, operator>>
      /\ UNCHANGED <<now, calls, beats, leaves, removals, player, told, promised, faults, erasure>>

\* A node is shown the item, by a heartbeat perhaps, and its override has expired.
show(ahead) ==
  /\ IsOverAt(item.o, now + ahead)
  /\ removals' = removals \cup {[o |-> item.o, at |-> now]}
  /\ UNCHANGED <<now, item, calls, beats, leaves, sets, player, told, promised, operator,
                 faults, erasure>>

\* Its removal arrives, and may again. It does not touch v: no decision changes by it.
removeExpiredOverride(r) ==
  /\ Is(item.o)
  /\ item.o.until = r.o.until \/ Mutant = "expired-uncompared"
  /\ item' = [item EXCEPT !.o = Absent]
  /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults, erasure>>

(***************************************************************************)
(* History, and its erasure                                                *)
(***************************************************************************)

Known(i) == {s \in Streams : Is(i.L[s]) \/ Is(i.R[s])}

\* A node that is shown an ended stream sends its row of history. This may be any node, and late.
record(s) ==
  /\ Erasures > 0 /\ Is(item.E[s])
  /\ erasure' = [erasure EXCEPT !.puts = @ \cup {[s |-> s, at |-> now, done |-> FALSE]}]
  /\ UNCHANGED <<now, item, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults>>

\* The row arrives, and may again. When it is written, the node sends its removal from the outbox.
write(p) ==
  /\ erasure' = [erasure EXCEPT
       !.rows = @ \cup {p.s},
       !.puts = (@ \ {p}) \cup {[p EXCEPT !.done = TRUE]},
       !.settles = IF p.done THEN @ ELSE @ \cup {[s |-> p.s, at |-> now]}]
  /\ UNCHANGED <<now, item, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults>>

\* The removal arrives, and may again. It moves the mark of the content to the tombstone. It names
\* the start of its stream, so it does not fit one that starts later (see admit).
settle(z) ==
  /\ Is(item.R[z.s])
  /\ Is(item.E[z.s]) \/ Mutant = "settled-unchecked"
  /\ item' = [item EXCEPT !.E[z.s] = Absent, !.R[z.s].marked = TRUE]
  /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults, erasure>>

\* An operator erases the viewer: a node reads the item.
erase ==
  /\ erasure.left > 0
  /\ erasure' = [erasure EXCEPT
       !.left = @ - 1,
       !.wipes = @ \cup {[v |-> item.v, known |-> Known(item), at |-> now, done |-> FALSE]}]
  /\ UNCHANGED <<now, item, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults>>

\* What takes the place of the item arrives, and may again. If it does not fit, the item is read
\* anew.
wipe(w) ==
  LET fits == item.v = w.v \/ Mutant = "erased-blind"
      left == [NoItem EXCEPT
        !.v = IF Mutant = "erased-unversioned" THEN w.v ELSE w.v + 1,
        !.R = [s \in Streams |-> IF s \in w.known /\ Mutant # "erased-forgotten"
                                 THEN Tombstone("terminated") ELSE Absent]]
      others == erasure.wipes \ {w}
  IN  /\ IF fits
         THEN /\ item' = left
              /\ promised' = [s \in Streams |-> 0]
              /\ operator' = [operator EXCEPT !.o = Absent]
              /\ erasure' = [erasure EXCEPT
                   !.wipes = others \cup {[w EXCEPT !.done = TRUE]},
                   !.before = @ \cup w.known \cup erasure.rows, !.at = now, !.isComplete = FALSE]
         ELSE /\ ~w.done
              /\ erasure' = [erasure EXCEPT
                   !.wipes = others \cup {[w EXCEPT !.v = item.v, !.known = Known(item)]}]
              /\ UNCHANGED <<item, promised, operator>>
      /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told, faults>>

\* Every call deletes the rows that it finds, once the item is erased.
clear ==
  /\ erasure.at # Never /\ ~erasure.isComplete /\ erasure.rows # {}
  /\ erasure' = [erasure EXCEPT !.rows = {}, !.cleared = @ \cup erasure.rows]
  /\ UNCHANGED <<now, item, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults>>

IsBare ==
  /\ item.v > 0 /\ ~Is(item.o)
  /\ \A s \in Streams :
       /\ ~Is(item.L[s]) /\ ~Is(item.E[s])
       /\ Is(item.R[s]) => item.R[s].reason = "terminated" /\ ~item.R[s].marked

\* A call that finds nothing but an item that was erased long ago deletes it, and is the last one.
complete ==
  /\ erasure.at # Never /\ ~erasure.isComplete /\ erasure.rows = {} /\ IsBare
  /\ now > erasure.at + Delay \/ Mutant = "erased-early"
  /\ item' = NoItem
  /\ erasure' = [erasure EXCEPT !.isComplete = TRUE]
  /\ UNCHANGED <<now, calls, beats, leaves, sets, removals, player, told,
                 promised, operator, faults>>

(***************************************************************************)
(* Time                                                                    *)
(***************************************************************************)

\* Whether what was sent at that instant cannot arrive any more once time has moved on.
IsPast(at) == now + 1 > at + Delay

tick ==
  /\ now < Horizon
  /\ now' = now + 1
  /\ calls' = TLCEval([c \in DOMAIN calls |->
       IF IsUnderway(calls[c]) /\ IsPast(calls[c].at) THEN Over(calls[c].answer) ELSE calls[c]])
  /\ beats' = {b \in beats : ~IsPast(b.at)}
  /\ leaves' = {l \in leaves : ~IsPast(l.at)}
  /\ sets' = {r \in sets : ~IsPast(r.at)}
  /\ removals' = {r \in removals : ~IsPast(r.at)}
  /\ erasure' = [erasure EXCEPT
       !.puts = {p \in @ : ~IsPast(p.at)},
       !.settles = {z \in @ : ~IsPast(z.at)},
       !.wipes = {w \in @ : ~IsPast(w.at)}]
  /\ UNCHANGED <<item, player, told, promised, operator, faults>>

Init ==
  /\ now = 0
  /\ item = NoItem
  /\ calls = [c \in {<<s, k>> \in Streams \X (1..2) : k \in Tries(s)} |-> Absent]
  /\ beats = {}
  /\ leaves = {}
  /\ sets = {}
  /\ removals = {}
  /\ player = [s \in Streams |-> "stays"]
  /\ told = [s \in Streams |-> 0]
  /\ promised = [s \in Streams |-> 0]
  /\ operator = [o |-> Absent, left |-> Operations]
  /\ erasure = [rows |-> {}, puts |-> {}, settles |-> {}, wipes |-> {}, left |-> Erasures,
                before |-> {}, cleared |-> {}, at |-> Never, isComplete |-> FALSE]
  /\ faults = {}

\* A node whose clock is off by more than all of Ahead judges by the table's clock instead.
Judged == IF Mutant = "own-clock" THEN Ahead \cup {Latest + Lease} ELSE Ahead

Next ==
  \/ tick
  \/ \E s \in Streams :
       \/ end(s) \/ amend(s)
       \/ \E ahead \in Ahead : beat(s, ahead) \/ depart(s, ahead)
       \/ \E k \in Tries(s) :
            \/ start(s, k) \/ swap(s, k)
            \/ \E ahead \in Judged, limit \in Limits,
                  group \in IF s \in Grouped THEN GroupLimits ELSE {0},
                  counts \in IF s \in Free THEN BOOLEAN ELSE {TRUE} :
                 ask(s, k, ahead, limit, group, counts)
  \/ \E b \in beats : renew(b)
  \/ \E l \in leaves : leave(l)
  \/ set(Absent)
  \/ \E limit \in OverrideLimits, term \in Terms : set(Override(limit, now + term))
  \/ \E r \in sets : override(r)
  \/ \E ahead \in Ahead : show(ahead)
  \/ \E r \in removals : removeExpiredOverride(r)
  \/ \E s \in Streams : record(s)
  \/ \E p \in erasure.puts : write(p)
  \/ \E z \in erasure.settles : settle(z)
  \/ erase \/ clear \/ complete
  \/ \E w \in erasure.wipes : wipe(w)

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* What always holds                                                       *)
(***************************************************************************)

\* No admission leaves any bound exceeded that held for it. An override that was acknowledged holds
\* for every start that begins later, and even for those that have not been admitted by then.
WithinLimit == "admitted above a bound" \notin faults

\* Nor is a start refused while there is room: uncounted streams take none.
RefusedIfFull == "refused with room" \notin faults

\* A start that names streams leaves none of them, whether or not there is room.
NamedHaveEnded == "admitted beside a named stream" \notin faults

\* An override that was acknowledged is there until it has expired, and one that was removed is not.
OverrideIsKept ==
  item.o = operator.o \/ (~Is(item.o) /\ IsOverAt(operator.o, now + Latest))

\* An acknowledged start is a member until something ended it, and then it is on record, until its
\* erasure is complete.
AcknowledgedIsKept ==
  \A s \in Streams : IsKnownToPlayer(s) =>
    Is(item.L[s]) \/ Is(item.R[s]) \/ (s \in erasure.before /\ erasure.isComplete)

\* A start that is repeated, by the player or by the SDK, makes one member, once.
AdmittedOnce == "admitted twice" \notin faults

\* What a player was told is kept: no lease ends before that, except by its own leave. (What a node
\* reads and tells, like the answer to a start that is repeated, was therefore told before.)
PromisedIsKept == \A s \in Streams : Is(item.L[s]) => item.L[s].x >= promised[s]

\* No swap takes a stream for lapsed that its player was told is live: by the clock of the node
\* that decided, nor by any clock that is no further ahead than a clock may be.
LiveIsKept == "displaced when live" \notin faults

\* A leave makes no lease longer.
LeftIsNotRenewed == "lengthened by a leave" \notin faults

\* A stream whose every start was refused is neither a member nor on record.
RefusedLeftNothing ==
  \A s \in Streams : Is(item.L[s]) \/ Is(item.R[s]) =>
    \E k \in Tries(s) : IsAnswered(calls[s, k], "none") \/ IsAnswered(calls[s, k], "admitted")

\* The parts of the item tell one story.
PartsAgree ==
  /\ item.ids = {s \in Streams : Is(item.L[s]) /\ item.L[s].counts}
  /\ item.un = {s \in Streams : Is(item.L[s]) /\ ~item.L[s].counts}
  /\ item.devs = Marks(item.ids \cup item.un)
  /\ Cardinality((item.ids \cup item.un) \cap SameDevice) <= 1
  /\ \A s \in Streams :
       /\ ~(Is(item.L[s]) /\ Is(item.R[s]))
       /\ Is(item.E[s]) => Is(item.R[s])
       /\ Is(item.R[s]) =>
            Is(item.E[s]) \/ s \in erasure.rows \cup erasure.cleared \cup erasure.before

\* An acknowledged change of a stream's data is there, and still there once it has ended.
DataIsKept ==
  \A s \in Streams : \A kept \in {item.L[s], item.E[s]} : Is(kept) => kept.m = told[s]

\* Of an erased stream nothing is left but a tombstone without data; at the end of the erasure not
\* even that, nor a row of history. A stream that starts again is another one.
ErasedIsGone ==
  \A s \in erasure.before :
    /\ ~Is(item.L[s])
    /\ IF erasure.isComplete THEN ~Is(item.R[s]) /\ ~Is(item.E[s]) /\ s \notin erasure.rows
       ELSE item.R[s] = Tombstone("terminated")

(***************************************************************************)
(* For TLC: states that differ in nothing that matters are one             *)
(***************************************************************************)

Kind(s) ==
  LET Sets(u) == <<u \in SameDevice, u \in Repeated, u \in Leavers,
                   u \in Grouped, u \in Free, u \in Namers>>
  IN  {t \in Streams : Sets(t) = Sets(s)}
Alike == UNION {Permutations(Kind(s)) : s \in Streams}

\* A swap fits or it does not: which version it was decided on tells no more. One that was applied
\* does not fit again. This rests on the check of v, so it is not for the mutants without it, nor
\* for erasures, after which versions begin anew.
View ==
  LET seen(call) ==
        IF ~IsUnderway(call) \/ ~Is(call.swap) THEN call
        ELSE IF call.swap.v = item.v THEN [call EXCEPT !.swap.v = 0]
        ELSE IF call.answer = "none" THEN [call EXCEPT !.swap = [is |-> "outdated"]]
        ELSE [call EXCEPT !.swap = Absent]
      open == {[r EXCEPT !.v = IF @ = item.v THEN 0 ELSE 1] : r \in {r \in sets : ~r.done}}
  IN  IF Mutant \in {"version-unchecked", "override-blind"} \/ Erasures > 0 THEN vars
      ELSE <<now, [item EXCEPT !.v = 0], [c \in DOMAIN calls |-> seen(calls[c])],
             beats, leaves, open, removals,
             player, told, promised, operator, faults, erasure>>
=============================================================================
