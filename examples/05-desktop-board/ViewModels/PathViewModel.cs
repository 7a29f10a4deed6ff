using System.ComponentModel;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The box for the path of a file. It is empty again as soon as the file is on its way; the paths of those that fail come back.</summary>
public sealed class PathViewModel : INotifyPropertyChanged
{
    private readonly Queue<string> _failed = new();

    public event PropertyChangedEventHandler? PropertyChanged;

    public string Text
    {
        get;
        set
        {
            if (field == value) return;
            field = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Text)));
        }
    } = "";

    /// <summary>The name at the end of a path; never blank. Takes any text, where <see cref="Path.GetFileName(string)"/> of .NET Framework throws.</summary>
    public static string NameOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) + 1);
        return string.IsNullOrWhiteSpace(name) ? path : name;
    }

    /// <summary>Takes the path out, without the quotes that the Explorer of Windows copies with it; the next one that has failed takes its place.</summary>
    public string Take()
    {
        var path = Text.Trim().Trim('"');
        Text = _failed.Count > 0 ? _failed.Dequeue() : "";
        return path;
    }

    /// <summary>Puts a path back, or lets it wait while something else stands there.</summary>
    public void GiveBack(string path)
    {
        if (Text.Length == 0) Text = path;
        else _failed.Enqueue(path);
    }
}
