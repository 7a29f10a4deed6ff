namespace Altogic.Reactive.Internal.Binding;

/// <summary>Makes one list of what arrives. Used by one thread at a time.</summary>
internal interface IListFold<in TInput, T, TKey>
{
    /// <summary>Whether each input is a whole list, so that only the latest counts.</summary>
    bool IsWhole { get; }

    /// <summary>Takes an input in; returns whether the list may be another one now.</summary>
    bool Add(TInput input);

    /// <summary>An attempt to get the list, or a part of it, has failed.</summary>
    void Fail();

    /// <summary>Nothing more will come; returns whether the list may be another one now.</summary>
    bool End();

    /// <summary>The list, every key once.</summary>
    Row<T, TKey>[] ToRows();
}
