using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>The fields that stay out of an answer, as a tree of names. Built once per request or model.</summary>
internal sealed class FieldMask
{
    private readonly List<Entry> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Adds the names and dotted paths of an <c>omit</c>; <c>_id</c> always stays (db-query §2.6).</summary>
    public FieldMask Omit(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var names = path.Split('.');
            if (names[^1] != "_id" && !names.Contains("")) Add(names);
        }

        return this;
    }

    /// <summary>Adds what is never returned: encrypted text (data-model §4).</summary>
    public FieldMask Protect(ObjectSchema schema)
    {
        foreach (var (name, field) in schema.Fields)
        {
            if (field.Definition.Type == FieldType.EncryptedText || field.Definition.Items == FieldType.EncryptedText) Add([name]);
            else if (field.Nested is { } nested) Child(name).Protect(nested);
        }

        _entries.RemoveAll(entry => entry.Inner is { IsEmpty: true });
        return this;
    }

    /// <summary>The mask of what a field holds; made when it is not there. A field that goes altogether gives a mask of its own.</summary>
    public FieldMask Child(string name)
    {
        var entry = _entries.Find(e => e.Name == name);
        if (entry is null) _entries.Add(entry = new Entry(name, new FieldMask()));
        return entry.Inner ?? new FieldMask();
    }

    /// <summary>Whether the whole field goes.</summary>
    public bool Removes(string name) => _entries.Exists(e => e.Name == name && e.Inner is null);

    /// <summary>The entry for a property name as the reader stands on it.</summary>
    public Entry? Find(in System.Text.Json.Utf8JsonReader reader)
    {
        foreach (var entry in _entries)
            if (reader.ValueTextEquals(entry.Utf8Name)) return entry;
        return null;
    }

    private void Add(ReadOnlySpan<string> names)
    {
        var mask = this;
        foreach (var name in names[..^1])
        {
            if (mask.Removes(name)) return;
            mask = mask.Child(name);
        }

        var last = names[^1];
        mask._entries.RemoveAll(e => e.Name == last);
        mask._entries.Add(new Entry(last, null));
    }

    /// <param name="Name">The field.</param>
    /// <param name="Inner">What goes from inside the field; null when the field goes altogether.</param>
    internal sealed record Entry(string Name, FieldMask? Inner)
    {
        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
    }
}
