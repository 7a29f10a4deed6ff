using System.ComponentModel;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>A file on its way.</summary>
public sealed class TransferViewModel(string name) : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    public string Name { get; } = name;

    /// <summary>How far it has come, from 0 to 1.</summary>
    public double Fraction
    {
        get;
        set
        {
            if (field.Equals(value)) return;
            field = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Fraction)));
        }
    }
}
