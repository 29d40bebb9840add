using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>k-fold cross-validation: each part of the data is held out once from the training of a network that is then measured on it.</summary>
public static class CrossValidation
{
    /// <summary>Trains a fresh network for each fold, on as many cores as there are. The result has the same bits on any number of cores.</summary>
    /// <param name="folds">How many, from 2 to the number of rows.</param>
    /// <param name="data">All rows.</param>
    /// <param name="create">Makes the network of a fold from a seed, which is <paramref name="seed"/> plus the fold's number from 0: <c>seed => new IrisNetwork(seed)</c>. Called on several threads.</param>
    /// <param name="options">Of each training. No validation data: the held-out rows must not decide when training ends. No checkpoints: the trainings would share them.</param>
    /// <param name="seed">What the folds and the networks follow from. Default 0.</param>
    /// <param name="stratified">Whether each class is dealt out evenly to the folds. Default null: if the first network is a classifier.</param>
    /// <param name="standardize">Whether the inputs of each fold get the mean 0 and the standard deviation 1 of its training rows. Default false.</param>
    /// <param name="cancellationToken">Ends all trainings before their next step.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or an option is missing, out of range, or out of place here.</exception>
    public static CrossValidationResult<T> Run<T>(
        int folds,
        Dataset<T> data,
        Func<ulong, ITrainableNetwork<T>> create,
        TrainingOptions options,
        ulong seed = 0,
        bool? stratified = null,
        bool standardize = false,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(create);
        TrialChecks.Shared(options, nameof(CrossValidation));
        if (options.Validation is not null)
        {
            throw new ArgumentException($"{nameof(TrainingOptions)}.{nameof(TrainingOptions.Validation)} must not be set for {nameof(CrossValidation)}: the rows that a fold holds out measure it.", nameof(options));
        }

        bool byClass = stratified ?? DecisionRule.Of(create(seed).Description).Kind != DecisionKind.None;
        IReadOnlyList<(Dataset<T> Training, Dataset<T> HeldOut)> parts = data.Folds(folds, seed, byClass);
        return new CrossValidationResult<T>(ParallelTrials.Run(folds, Train, Environment.ProcessorCount));

        CrossValidationFold<T> Train(int fold)
        {
            (Dataset<T> training, Dataset<T> heldOut) = parts[fold];
            if (standardize)
            {
                training = training.Standardize(out Standardization<T> standardization);
                heldOut = standardization.Apply(heldOut);
            }

            ITrainableNetwork<T> network = create(seed + (ulong)fold);
            TrainingResult result = network.Train(training, options, progress: null, cancellationToken);
            return new CrossValidationFold<T>(network, result, heldOut, network.Evaluate(heldOut));
        }
    }
}
