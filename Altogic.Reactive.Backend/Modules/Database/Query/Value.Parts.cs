using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

internal readonly partial struct Value
{
    /// <summary>The number of items of a list.</summary>
    public int Count => _reference is Value[] made ? made.Length : _element.GetArrayLength();

    /// <summary>The items of a list.</summary>
    public ItemEnumerable Items => new(this);

    public Value[] ToArray()
    {
        if (_reference is Value[] made) return made;
        var items = new Value[Count];
        var index = 0;
        foreach (var item in Items) items[index++] = item;
        return items;
    }

    /// <summary>A member of an object, by the name as written; missing when there is none.</summary>
    public Value Member(string name)
    {
        var (actual, shape) = Shape.Member(name);
        return _element.TryGetProperty(actual, out var member) ? FromJson(member, shape) : Missing;
    }

    /// <summary>A member of an object, by a step whose name was looked up before, if it fits this object's shape.</summary>
    public Value Member(PathStep step)
    {
        if (!ReferenceEquals(step.Owner, Shape)) return Member(step.Written);
        return _element.TryGetProperty(step.Utf8, out var member) ? FromJson(member, step.Shape) : Missing;
    }

    /// <summary>The same value, usable after the document it came from is gone.</summary>
    public Value Detach() => Kind switch
    {
        ValueKind.Text => Of(Text),
        ValueKind.List when _reference is Value[] made => Of([.. made.Select(item => item.Detach())]),
        ValueKind.List or ValueKind.Object => FromJson(_element.Clone(), Shape),
        _ => this,
    };

    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case ValueKind.Boolean: writer.WriteBooleanValue(Boolean); break;
            case ValueKind.Integer: writer.WriteNumberValue(Integer); break;
            case ValueKind.Number when double.IsInfinity(Number): writer.WriteRawValue(Number > 0 ? "1e999"u8 : "-1e999"u8); break;
            case ValueKind.Number: writer.WriteNumberValue(Number); break;
            case ValueKind.Text: writer.WriteStringValue(Text); break;
            case ValueKind.Date: writer.WriteStringValue(IsoDate.ToText(Milliseconds)); break;
            case ValueKind.List when _reference is Value[] made:
                writer.WriteStartArray();
                foreach (var item in made) item.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case ValueKind.List or ValueKind.Object: _element.WriteTo(writer); break;
            default: writer.WriteNullValue(); break;
        }
    }

    /// <summary>Lets <c>foreach</c> run over a list without an allocation.</summary>
    public readonly struct ItemEnumerable(Value list)
    {
        public ItemEnumerator GetEnumerator() => new(list);
    }

    public struct ItemEnumerator
    {
        private readonly Value[]? _made;
        private readonly Shape _shape;
        private JsonElement.ArrayEnumerator _elements;
        private int _index = -1;

        internal ItemEnumerator(Value list)
        {
            _made = list._reference as Value[];
            _shape = list.Shape;
            _elements = _made is null ? list._element.EnumerateArray() : default;
        }

        public readonly Value Current => _made is null ? FromJson(_elements.Current, _shape) : _made[_index];

        public bool MoveNext() => _made is null ? _elements.MoveNext() : ++_index < _made.Length;
    }
}
