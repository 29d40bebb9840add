using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// The learning rate as a function of the number of the update, or of the epoch. A schedule never changes; what one that looks at losses remembers
/// (<see cref="ReduceOnPlateau"/>) is kept by whoever uses it, in <see cref="StateCount"/> numbers.
/// </summary>
/// <remarks>In a loop of one's own: <c>schedule.Rate(k, baseRate)</c> with k from 0, or the overload with a position and a state.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>Whether k is the number of the epoch, so that the rate stays the same for all updates of an epoch; else that of the update. Default false.</summary>
    public bool PerEpoch { get; init; }

    /// <summary>How many numbers it remembers from epoch to epoch, all 0 before the first; 0 for functions of k alone.</summary>
    public virtual int StateCount => 0;

    /// <summary>Whether it is a function of one number: false for a product of schedules per update with schedules per epoch.</summary>
    internal virtual bool HasOneUnit => true;

    /// <summary>The learning rate of update or epoch k.</summary>
    /// <param name="k">From 0: updates done before, or epochs with <see cref="PerEpoch"/>.</param>
    /// <param name="baseRate">The optimizer's own learning rate η₀.</param>
    public abstract double Rate(long k, double baseRate);

    /// <summary>The learning rate at a place of a training.</summary>
    /// <param name="position">Updates and epochs done before.</param>
    /// <param name="baseRate">The optimizer's own learning rate η₀.</param>
    /// <param name="state"><see cref="StateCount"/> numbers.</param>
    public virtual double Rate(SchedulePosition position, double baseRate, ReadOnlySpan<double> state) => Rate(PerEpoch ? position.Epoch : position.Update, baseRate);

    /// <summary>Takes the loss that was measured after an epoch.</summary>
    /// <param name="loss">Of the validation data, else of the training data.</param>
    /// <param name="state"><see cref="StateCount"/> numbers, changed.</param>
    public virtual void Observe(double loss, Span<double> state)
    {
    }

    /// <summary>This schedule first, then another one that counts from 0.</summary>
    /// <param name="from">The update or epoch of the first rate of the other one, greater than 0.</param>
    /// <param name="next">What follows; counts updates or epochs as this one does.</param>
    /// <exception cref="ArgumentException">One counts updates and the other one epochs.</exception>
    public LearningRateSchedule Then(long from, LearningRateSchedule next) => new ScheduleSequence(this, from, next);

    /// <summary>Both schedules at once: this one's rate is the base rate of the other. Both factors of η₀ multiply.</summary>
    /// <param name="other">May count in the other unit: a warm-up by updates times a decay by epochs.</param>
    public LearningRateSchedule Times(LearningRateSchedule other) => new ScheduleProduct(this, other);

    /// <summary>Kind and numbers, the same in every culture: a checkpoint holds it, to be compared when training resumes.</summary>
    public abstract override string ToString();
}

/// <summary>A place of a training, as schedules count.</summary>
/// <param name="Update">Updates done before.</param>
/// <param name="Epoch">Whole epochs done before.</param>
public readonly record struct SchedulePosition(long Update, int Epoch);
